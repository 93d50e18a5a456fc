import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * What `new RegExp` makes in the built program, by place ("dist/src/x.js:12:7"): those made as a module is loaded, and, for
 * the functions that make one of what they are given, those of the calls below.
 */
export async function regexpsMade(root, files) {
  const made = new Map();
  const RealRegExp = globalThis.RegExp;
  const note = (regexp) => {
    const place = placeOf(new Error().stack ?? "");
    if (place !== undefined) made.set(place, [...(made.get(place) ?? []), regexp]);
    return regexp;
  };
  globalThis.RegExp = new Proxy(RealRegExp, {
    construct: (_, args, target) => note(Reflect.construct(RealRegExp, args, target)),
    apply: (_, self, args) => note(Reflect.apply(RealRegExp, self, args)),
  });
  const load = (file) => import(pathToFileURL(resolve(root, file)).href);
  try {
    for (const file of files) await load(file);
    for (const call of CALLS) await call(load);
  } finally {
    globalThis.RegExp = RealRegExp;
  }
  return made;

  // The first two frames are this function and the trap.
  function placeOf(stack) {
    const frame = stack.split("\n").slice(3, 4).join("");
    const [, file, line, column] = /(dist\/(?:src|commands)\/[^:)]+):(\d+):(\d+)/.exec(frame) ?? [];
    return file === undefined ? undefined : `${file}:${line}:${column}`;
  }
}

/** A call for each function that makes a regular expression of what it is given. */
const CALLS = [
  async (load) => {
    const { phrasePattern } = await load("dist/src/search/query/query.js");
    phrasePattern("deep c++ learning, a survey (part 2)");
  },
  async (load) => {
    const { parseFilter } = await load("dist/src/search/query/filters.js");
    parseFilter("author", "g. e. o'hinton-(smith)", 0);
  },
  async (load) => {
    const { commands } = await load("dist/commands/index.js");
    const { parseOptions } = await load("dist/src/chat/text-input.js");
    for (const { spec } of commands) {
      const text = spec.options.find(({ kind }) => kind === "text")?.name;
      parseOptions(`${text}:deep learning`, spec.options);
    }
  },
];
