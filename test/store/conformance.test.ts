import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type Database, openDatabase } from "../../src/store/database.ts";
import { temporaryFolder } from "../support/folder.ts";
import { openNewDatabase } from "../support/library/database.ts";
import { describeReplicas } from "../support/library/replica-suite.ts";
import { describeStore } from "../support/library/store-suite.ts";
import { describeValues } from "../support/library/value-suite.ts";

async function open(): Promise<readonly [Database, Database]> {
  const file = join(temporaryFolder(), "paperboy.db");
  const one = await openNewDatabase(file);
  const other = await openDatabase(file);
  onTestFinished(() => one.destroy());
  onTestFinished(() => other.destroy());
  return [one, other];
}

describeStore("SQLite", open);
describeValues("SQLite", open);
describeReplicas("SQLite", open);
