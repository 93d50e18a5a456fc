import { createHmac } from "node:crypto";

/** Who somebody is to the database. */
export type PersonOf = (person: { readonly platform: string; readonly user: string }) => string;

/**
 * Names people by a keyed hash, 22 characters: the same person is always the same, and without the key nobody can
 * tell who it is, not even by trying all ids there are. One user id on two platforms is two people.
 */
export function createPersonOf(key: string): PersonOf {
  return ({ platform, user }) =>
    createHmac("sha256", key)
      .update(JSON.stringify([platform, user]))
      .digest("base64url")
      .slice(0, 22);
}
