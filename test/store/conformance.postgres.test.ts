import { onTestFinished } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import { describeStore } from "../support/library/store-suite.ts";
import { freshAddress } from "../support/postgres.ts";

describeStore("PostgreSQL", async () => {
  const address = await freshAddress();
  const one = await openDatabase(address);
  const other = await openDatabase(address);
  onTestFinished(() => one.destroy());
  onTestFinished(() => other.destroy());
  return [one, other];
});
