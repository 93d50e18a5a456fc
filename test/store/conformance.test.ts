import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import { temporaryFolder } from "../support/folder.ts";
import { describeStore } from "../support/library/store-suite.ts";

describeStore("SQLite", async () => {
  const file = join(temporaryFolder(), "paperboy.db");
  const one = await openDatabase(file);
  const other = await openDatabase(file);
  onTestFinished(() => one.destroy());
  onTestFinished(() => other.destroy());
  return [one, other];
});
