import type { Caller } from "./command.ts";

/** Who may manage a platform's channels by the operator's settings, besides those whom the platform itself allows. */
export interface Managers {
  readonly everyone: boolean;
  /** By the platform's own ids. */
  readonly people: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
}

export const NOBODY_ELSE: Managers = { everyone: false, people: new Set(), roles: new Set() };

/** What somebody may change in a channel, and what to say where that is not enough. */
export type Rights = Pick<Caller, "admin" | "onlyHere" | "askInstead" | "unchecked">;

/** The rights of somebody named in the settings; undefined for everybody else. */
export function rightsByName(
  { everyone, people, roles }: Managers,
  person: { readonly id: string; readonly roles?: readonly string[] },
): Rights | undefined {
  if (people.has(person.id) || person.roles?.some((role) => roles.has(role))) return { admin: true };
  return everyone ? { admin: true, onlyHere: true } : undefined;
}
