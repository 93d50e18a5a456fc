import { nearest } from "../nearest.ts";
import type { Command, GroupSpec } from "./command.ts";

/** What the first words of a typed line mean. */
export type Resolved<Services> =
  | {
      readonly kind: "command";
      readonly command: Command<Services>;
      /** What was typed behind the name. */
      readonly rest: string;
      /** The name as it was called before, if that was typed. */
      readonly formerName?: string;
    }
  /** A group without a word that names one of its commands. */
  | {
      readonly kind: "group";
      readonly group: GroupSpec;
      readonly names: readonly string[];
      readonly word: string;
    }
  | { readonly kind: "unknown"; readonly guess: string | undefined };

/** Commands by the names that are typed for them. */
export interface CommandTable<Services> {
  /** A command by its whole name, or by the one that it had before. */
  find(name: string): Command<Services> | undefined;
  /** `first` without a slash or prefix, in lower case; `rest` is what follows it. */
  resolve(first: string, rest: string): Resolved<Services>;
  /** Whether a word begins a command's name. */
  isName(word: string): boolean;
}

/** `formerNames`: what commands were called before, e.g. `{ subscribe: "daily subscribe" }`. They go on working where they are typed. */
export function createCommandTable<Services>(
  commands: readonly Command<Services>[],
  formerNames: Readonly<Record<string, string>>,
): CommandTable<Services> {
  const byName = new Map(commands.map((command) => [command.spec.name, command]));
  const groups = new Map(
    commands.flatMap(({ spec }) => (spec.parent ? [[spec.parent.name, spec.parent]] : [])),
  );
  const former = (name: string) => (Object.hasOwn(formerNames, name) ? formerNames[name] : undefined);
  const find = (name: string) => byName.get(name) ?? byName.get(former(name) ?? "");

  return {
    find,
    isName: (word) => byName.has(word) || groups.has(word) || former(word) !== undefined,
    resolve(first, rest) {
      const own = byName.get(first);
      if (own) return { kind: "command", command: own, rest };
      const [word = "", ...more] = rest.trimStart().split(/\s+/u, 1);
      const behind = rest.trimStart().slice(word.length).trimStart();
      const member = byName.get(`${first} ${word.toLowerCase()}`);
      if (member) return { kind: "command", command: member, rest: [behind, ...more].join(" ") };
      const group = groups.get(first);
      const bare = byName.get(group?.bare ?? "");
      // Words that name no command of the group belong to the bare one only if it has a use for them.
      if (
        bare &&
        (rest.trim() === "" || bare.spec.options.some(({ kind }) => kind === "text" || kind === "integer"))
      )
        return { kind: "command", command: bare, rest };
      if (group) return { kind: "group", group, names: namesIn(group), word };
      const renamed = byName.get(former(first) ?? "");
      if (renamed) return { kind: "command", command: renamed, rest, formerName: first };
      return { kind: "unknown", guess: nearest(first, firstWords()) };
    },
  };

  function namesIn(group: GroupSpec): readonly string[] {
    return commands.flatMap(({ spec }) => (spec.parent?.name === group.name ? [spec.name] : []));
  }

  function firstWords(): readonly string[] {
    return [...new Set([...byName.keys()].map((name) => name.split(" ", 1)[0] ?? name))];
  }
}
