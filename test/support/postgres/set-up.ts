import pg from "pg";
import type { TestProject } from "vitest/node";
import { openDatabase } from "../../../src/store/database.ts";
import { query } from "../postgres.ts";
import { findServer } from "./find-server.ts";
import { startServer } from "./start-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The server that the tests of a run share: its address, and the database to copy for each. Only where they run over PostgreSQL. */
    postgres: { readonly url: string; readonly template: string } | undefined;
  }
}

/** Starts one server for all test files that run over PostgreSQL, with a database to copy that has all tables. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const found = findServer();
  if (!found) throw new Error("There is no PostgreSQL server here.");
  const server = await startServer(found);
  const template = `paperboy_template_${process.pid}`;
  await query(server.url, `create database ${template}`);
  await (await openDatabase(`${server.url}/${template}`)).destroy();
  project.provide("postgres", { url: server.url, template });
  return async () => {
    if ("url" in found) await dropAll(server.url, template);
    await server.stop();
  };
}

/** Drops what a run has made on a server that goes on. */
async function dropAll(url: string, prefix: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${url}/postgres` });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    "select datname as name from pg_database where starts_with(datname, $1)",
    [prefix],
  );
  for (const { name } of rows) await client.query(`drop database ${name} with (force)`);
  await client.end();
}
