import { onTestFinished } from "vitest";
import { type Database, openDatabase } from "../../src/store/database.ts";
import { describeReplicas } from "../support/library/replica-suite.ts";
import { describeStore } from "../support/library/store-suite.ts";
import { describeValues } from "../support/library/value-suite.ts";
import { freshAddress } from "../support/postgres.ts";

async function open(): Promise<readonly [Database, Database]> {
  const address = await freshAddress();
  const one = await openDatabase(address);
  const other = await openDatabase(address);
  onTestFinished(() => one.destroy());
  onTestFinished(() => other.destroy());
  return [one, other];
}

describeStore("PostgreSQL", open);
describeValues("PostgreSQL", open);
describeReplicas("PostgreSQL", open);
