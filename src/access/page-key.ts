import { randomBytes } from "node:crypto";
import type { Database } from "../store/database.ts";
import { groupCommit } from "../store/group-commit.ts";
import { readSetting, settleSetting } from "../store/settings.ts";

/** The key that signs the page's links. It is a secret: never log it. */
export interface PageKey {
  /** Makes one if there is none yet. */
  draw(): Promise<string>;
  /** Undefined if none was made: then there is no link either. Writes nothing. */
  read(): Promise<string | undefined>;
}

const SETTING = "page-key";

export function createPageKey(db: Database): PageKey {
  let key: string | undefined;
  return {
    async draw() {
      const drawn = randomBytes(32).toString("base64url");
      key ??= await groupCommit(db, (tx) => settleSetting(tx, SETTING, drawn));
      return key;
    },
    async read() {
      key ??= await readSetting(db, SETTING);
      return key;
    },
  };
}
