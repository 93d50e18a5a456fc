import { createHmac, randomBytes } from "node:crypto";
import type { Database } from "../store/database.ts";
import { groupCommit } from "../store/group-commit.ts";
import { readSetting, settleSetting } from "../store/settings.ts";

/** Looks up a person's keyed hash. */
export type PersonOf = (person: { readonly platform: string; readonly user: string }) => string;

/**
 * Names people by a keyed hash of 22 characters: the same person always gets the same one, and without the key nobody
 * can tell who it is, not even by trying all possible ids. One user id on two platforms is two people.
 */
export function createPersonOf(key: string): PersonOf {
  return ({ platform, user }) =>
    createHmac("sha256", key)
      .update(JSON.stringify([platform, user]))
      .digest("base64url")
      .slice(0, 22);
}

/** The key of this library, drawn when it is first needed. It is a secret: never log it. */
export async function readPersonKey(db: Database): Promise<string> {
  const known = await readSetting(db, "person-key");
  // Reading alone writes nothing.
  if (known !== undefined) return known;
  const drawn = randomBytes(32).toString("base64url");
  return groupCommit(db, (tx) => settleSetting(tx, "person-key", drawn));
}
