import type { Command, CommandSpec, GroupSpec } from "./command.ts";

/**
 * Puts commands that are named with two words under their first one.
 *
 * @example
 * ```ts
 * group({ name: "club", description: "The journal club of this channel", bare: "club show" }, [clubShow, clubAdd]);
 * ```
 */
export function group<Services>(
  spec: GroupSpec,
  members: readonly Command<Services>[],
): readonly Command<Services>[] {
  const stranger = members.find((member) => !member.spec.name.startsWith(`${spec.name} `));
  if (stranger) throw new Error(`${stranger.spec.name} does not begin with ${spec.name}`);
  return members.map((member) => ({ ...member, spec: { ...member.spec, parent: spec } }));
}

/** A name that a platform lists: one command, or a group with its members. */
export type TopLevel =
  | { readonly name: string; readonly spec: CommandSpec }
  | { readonly name: string; readonly group: GroupSpec; readonly members: readonly CommandSpec[] };

/** The names that a platform lists, in order; commands that can only be typed are left out. */
export function topLevel(specs: readonly CommandSpec[]): readonly TopLevel[] {
  const listed = specs.filter(({ typedOnly }) => !typedOnly);
  const names = [...new Set(listed.map(({ name, parent }) => parent?.name ?? name))];
  return names.map((name): TopLevel => {
    const members = listed.filter(({ parent }) => parent?.name === name);
    const spec = listed.find((one) => one.name === name);
    const parent = members[0]?.parent;
    if (spec) return { name, spec };
    if (!parent) throw new Error(`no command is named ${name}`);
    return { name, group: parent, members };
  });
}

/** The last word of a command's name: `add` of `club add`. */
export function lastWord(name: string): string {
  return name.slice(name.lastIndexOf(" ") + 1);
}
