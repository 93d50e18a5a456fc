import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");

/** What a process, a socket or a disk is reached by. */
const OUTSIDE =
  /^(?:node:(?:child_process|cluster|dgram|dns|fs|https?|http2|net|tls|worker_threads)|@slack|discord\.js|libsql|pino|undici|ws)(?:\/|$)/;

/** The tests of the store itself, on a server: `npm test` runs them wherever there is one. */
const STORE = /^test\/store\//;

/** The folders whose tests mean the same over PostgreSQL as over SQLite: `npm run test:postgres` runs them once more. */
const OVER_BOTH =
  /^test\/(?:access|app|club|commands|delivery|history|library|mail|platforms|present|sync|taste|web)\//;

/**
 * The test files by where they run: `unit` are those from which no import, however far away, leads to a process, a socket or a
 * disk; `system` are all others. Read off the imports, so that nobody has to file a test anywhere. By their names, some need a
 * PostgreSQL server: `postgres` are those of the store, `replicas` those of several processes, which take a minute more. `overBoth`
 * can run over one.
 */
export function testFiles(): Readonly<
  Record<"unit" | "system" | "postgres" | "replicas" | "overBoth", readonly string[]>
> {
  const all = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => join(root, "test", name))
    .sort();
  const needsServer = (name: string) => name.endsWith(".postgres.test.ts");
  const tests = all.filter((name) => !needsServer(name));
  const known = new Map<string, readonly string[]>();
  const names = (files: readonly string[]) => files.map((file) => relative(root, file).replaceAll("\\", "/"));
  const onServer = names(all.filter(needsServer));
  return {
    unit: names(tests.filter((file) => !reachesOutside(file, known))),
    system: names(tests.filter((file) => reachesOutside(file, known))),
    postgres: onServer.filter((name) => STORE.test(name)),
    replicas: onServer.filter((name) => !STORE.test(name)),
    overBoth: names(tests.filter((file) => reachesOutside(file, known))).filter((name) =>
      OVER_BOTH.test(name),
    ),
  };
}

function reachesOutside(test: string, known: Map<string, readonly string[]>): boolean {
  const reached = new Set([test]);
  for (const file of reached) {
    const imports = known.get(file) ?? importsOf(file);
    known.set(file, imports);
    for (const specifier of imports) {
      if (OUTSIDE.test(specifier)) return true;
      if (specifier.startsWith(".")) reached.add(resolve(dirname(file), specifier));
    }
  }
  return false;
}

/** What a file loads when it runs: types are erased. */
function importsOf(file: string): readonly string[] {
  const text = readFileSync(file, "utf8");
  const statements = text.matchAll(/^(?:import|export)\s(?!type\s)[^;"]*"([^"]+)";|\bimport\("([^"]+)"\)/gm);
  return [...statements].flatMap(([, statement, call]) => statement ?? call ?? []);
}
