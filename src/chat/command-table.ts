import { nearest } from "../nearest.ts";
import type { Command, GroupSpec } from "./command.ts";
import { lastWord } from "./group.ts";
import type { Input, OptionSpec } from "./options.ts";

/** What the first words of a typed line mean. */
type Resolved<Services> =
  | {
      readonly kind: "command";
      readonly command: Command<Services>;
      /** The text typed after the name. */
      readonly rest: string;
      /** The former name of the command, if that was typed. */
      readonly formerName?: string;
    }
  /** A group's name without a word that names one of its commands. */
  | {
      readonly kind: "group";
      readonly group: GroupSpec;
      readonly names: readonly string[];
      readonly word: string;
    }
  | { readonly kind: "unknown"; readonly guess: string | undefined };

/**
 * A former command name's present one, or a function that also translates the options. The function gets no options
 * where only the name is asked for.
 */
export type Former = string | ((input: Input) => { readonly name: string; readonly input: Input });

/** Commands by the names that are typed for them. */
export interface CommandTable<Services> {
  /** Finds a command by its whole name or a former one, with the options translated to today's. */
  find(
    name: string,
    input?: Input,
  ): { readonly command: Command<Services>; readonly input: Input } | undefined;
  /** `first` without a slash or prefix, in lower case; `rest` is what follows it. */
  resolve(first: string, rest: string): Resolved<Services>;
  /** Whether a word begins a command's name. */
  isName(word: string): boolean;
}

/**
 * `formerNames`: what commands used to be called, e.g. `{ subscribe: "daily subscribe" }`. They still work where they
 * are typed.
 */
export function createCommandTable<Services>(
  commands: readonly Command<Services>[],
  formerNames: Readonly<Record<string, Former>>,
): CommandTable<Services> {
  const byName = new Map(commands.map((command) => [command.spec.name, command]));
  const groups = new Map(
    commands.flatMap(({ spec }) => (spec.parent ? [[spec.parent.name, spec.parent]] : [])),
  );

  function renamed(name: string, input: Input = {}) {
    const former = Object.hasOwn(formerNames, name) ? formerNames[name] : undefined;
    const now = typeof former === "function" ? former(input) : { name: former ?? "", input };
    const command = byName.get(now.name);
    return command && { command, input: now.input };
  }

  return {
    find(name, input = {}) {
      const command = byName.get(name);
      return command ? { command, input } : renamed(name, input);
    },
    isName: (word) => byName.has(word) || groups.has(word) || renamed(word) !== undefined,
    resolve(first, rest) {
      const own = byName.get(first);
      if (own) return { kind: "command", command: own, rest };
      const [word = "", ...more] = rest.trimStart().split(/\s+/u, 1);
      const behind = rest.trimStart().slice(word.length).trimStart();
      const member = byName.get(`${first} ${word.toLowerCase()}`);
      if (member) return { kind: "command", command: member, rest: [behind, ...more].join(" ") };
      const before = word === "" ? undefined : renamed(`${first} ${word.toLowerCase()}`);
      if (before) {
        const rest = [behind, ...more].join(" ");
        const formerName = `${first} ${word.toLowerCase()}`;
        return { kind: "command", command: before.command, rest, formerName };
      }
      const group = groups.get(first);
      const bare = byName.get(group?.bare ?? "");
      if (bare && (rest.trim() === "" || takesWords(bare.spec.options, word)))
        return { kind: "command", command: bare, rest };
      const other = byName.get(group?.otherwise ?? "");
      if (group && other && word !== "" && !nearest(word, namesIn(group).map(lastWord)))
        return { kind: "command", command: other, rest };
      if (group) return { kind: "group", group, names: namesIn(group, true), word };
      const now = renamed(first);
      if (now) return { kind: "command", command: now.command, rest, formerName: first };
      return { kind: "unknown", guess: nearest(first, firstWords()) };
    },
  };

  function namesIn(group: GroupSpec, listedAlone = false): readonly string[] {
    return commands.flatMap(({ spec }) =>
      spec.parent?.name === group.name && !(listedAlone && spec.typedOnly) ? [spec.name] : [],
    );
  }

  function firstWords(): readonly string[] {
    return [...new Set([...byName.keys()].map((name) => name.split(" ", 1)[0] ?? name))];
  }
}

/** Whether an option can use words that name no command: a text option any words, the others a number or `name:value`. */
function takesWords(options: readonly OptionSpec[], word: string): boolean {
  return options.some(
    ({ kind, name }) =>
      kind === "text" ||
      word.toLowerCase().startsWith(`${name}:`) ||
      (kind === "integer" && /^\d+$/.test(word)),
  );
}
