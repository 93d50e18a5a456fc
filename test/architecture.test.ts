import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { FOR_ALL, MAY_IMPORT } from "./support/import-table.ts";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** What is imported of search elsewhere: the port, the way to make one, and what others need to know of the query language. */
const SEARCH_FACE = [
  "src/search/search-index.ts",
  "src/search/create-search-index.ts",
  "src/search/query-language.ts",
];

/** The layers behind it from the top down: each may use those below it, and all of them the port, which is types alone. */
const SEARCH_LAYERS: Readonly<Record<string, readonly string[]>> = {
  answers: ["ranking", "vectors", "query", "corpus", "lsa", "text", "storage"],
  ranking: ["query", "corpus", "lsa", "text", "storage"],
  vectors: ["query", "corpus", "lsa", "text", "storage"],
  query: ["corpus", "lsa", "text", "storage"],
  corpus: ["lsa", "text", "storage"],
  lsa: ["storage"],
  text: ["storage"],
  storage: [],
};

/** Where one name stands for one thing. */
const DOMAIN = [
  "src/chat",
  "src/club",
  "src/delivery",
  "src/doctor",
  "src/history",
  "src/library",
  "src/mail",
  "src/papers",
  "src/recommend",
  "src/search",
  "src/store",
  "src/sync",
  "src/taste",
];

/** Each big dependency has one importer. */
const ONE_IMPORTER: Readonly<Record<string, string>> = {
  minisearch: "src/chat",
  kysely: "src/store",
  libsql: "src/store",
  pg: "src/store/postgres",
  "node-cron": "src/delivery",
  "discord.js": "src/platforms/discord",
  "@slack/bolt": "src/platforms/slack",
  nodemailer: "src/platforms/email",
  hono: "src/web",
  "@hono/node-server": "src/web",
  pino: "src/log.ts",
  "prom-client": "src/observability",
  dotenv: "src/main.ts",
};

const files = [...sources("src"), ...sources("commands")];
/** Each is read once, and asked about by hundreds of tests. */
const codeOf = new Map<string, string>();
const importsOfFile = new Map<string, readonly string[]>();

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name).replaceAll("\\", "/"));
}

/** Everything a file imports or re-exports, types and dynamic imports included; own files as paths from the root. */
function importsOf(file: string): readonly string[] {
  const known = importsOfFile.get(file) ?? specifiers(file, /(?:\bfrom|\bimport)\s*\(?\s*"([^"]+)"/g);
  importsOfFile.set(file, known);
  return known;
}

/** What is loaded along with a file: types are erased, and a dynamic import waits until it is run. */
function loadedBy(file: string): ReadonlySet<string> {
  const reached = new Set([file]);
  for (const one of reached)
    for (const next of specifiers(one, /^(?:import|export)\s(?!type\s)(?:[\w\s{},*]+from\s)?"([^"]+)";/gm))
      reached.add(next);
  return reached;
}

function specifiers(file: string, pattern: RegExp): string[] {
  if (!files.includes(file)) return [];
  // Examples in comments are no imports.
  return [...code(file).matchAll(pattern)].map(([, specifier = ""]) =>
    specifier.startsWith(".")
      ? relative(root, resolve(root, dirname(file), specifier)).replaceAll("\\", "/")
      : specifier,
  );
}

function partOf(file: string): string | undefined {
  return Object.keys(MAY_IMPORT).find((part) => file === part || file.startsWith(`${part}/`));
}

function within(file: string, part: string): boolean {
  return file === part || file.startsWith(`${part}/`);
}

describe("architecture", () => {
  it("finds the files and their imports", () => {
    expect(files.length).toBeGreaterThan(30);
    expect(importsOf("src/main.ts")).toContain("src/config.ts");
    expect(importsOf("src/app/platforms.ts")).toContain("src/platforms/discord/index.ts");
  });

  it.each(files)("%s imports only what its part may", (file) => {
    const part = partOf(file);
    expect(part, "every file belongs to a part of the table").toBeDefined();
    const allowed = [part ?? "", ...FOR_ALL, ...(MAY_IMPORT[part ?? ""] ?? [])];
    const own = importsOf(file).filter((path) => path.startsWith("src/") || path.startsWith("commands/"));
    expect(own.filter((path) => !allowed.some((one) => within(path, one)))).toEqual([]);
  });

  it("shows others the face of search alone", () => {
    const others = files.filter((file) => !within(file, "src/search"));
    const inside = others.flatMap((file) => importsOf(file).filter((path) => within(path, "src/search")));
    expect(new Set(inside)).toEqual(new Set(SEARCH_FACE));
  });

  it.each(Object.entries(SEARCH_LAYERS))("search/%s imports only what lies below it", (layer, below) => {
    const own = files.filter((file) => within(file, `src/search/${layer}`));
    const allowed = ["src/search/search-index.ts", ...[layer, ...below].map((one) => `src/search/${one}`)];
    const used = own.flatMap((file) => importsOf(file).filter((path) => within(path, "src/search")));
    expect(own.length).toBeGreaterThan(0);
    expect(used.filter((path) => !allowed.some((one) => within(path, one)))).toEqual([]);
  });

  it.each(Object.entries(ONE_IMPORTER))("%s is imported in %s alone", (dependency, home) => {
    const users = files.filter((file) =>
      importsOf(file).some((path) => path === dependency || path.startsWith(`${dependency}/`)),
    );
    expect(users.length).toBeGreaterThan(0);
    expect(users.filter((file) => !within(file, home))).toEqual([]);
  });

  it("has no import cycle, types included", () => {
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): readonly string[] => {
      if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
      if (done.has(file)) return [];
      for (const next of importsOf(file).filter((one) => files.includes(one))) {
        const cycle = visit(next, [...path, file]);
        if (cycle.length > 0) return cycle;
      }
      done.add(file);
      return [];
    };
    expect(files.flatMap((file) => visit(file, []))).toEqual([]);
  });

  it("starts on the table of subcommands alone, without any package", () => {
    const reached = [...loadedBy("src/main.ts")].filter((path) => !path.startsWith("node:"));
    expect(reached).toContain("src/cli/subcommands/ask.ts");
    const allowed = ["src/main.ts", "src/cli", ...FOR_ALL];
    expect(reached.filter((path) => !allowed.some((one) => within(path, one)))).toEqual([]);
  });

  it("loads no chat SDK for an answer in the terminal", () => {
    const reached = loadedBy("src/cli/serve.ts");
    expect(reached).toContain("src/platforms/terminal/index.ts");
    expect([...reached].filter((path) => /^(discord\.js|@slack\/bolt|nodemailer\b.*)$/.test(path))).toEqual(
      [],
    );
  });

  it("names a platform only where platforms are made", () => {
    const free = files.filter(
      (file) =>
        ![
          "src/platforms",
          "src/app",
          "src/cli",
          "src/config.ts",
          "src/delivery-settings.ts",
          "src/manager-settings.ts",
          "src/mail-settings.ts",
          "src/page-settings.ts",
          "src/redact.ts",
          "src/secrets-in.ts",
          "src/main.ts",
        ].some((part) => within(file, part)),
    );
    expect(free.filter((file) => /discord|slack/i.test(code(file)))).toEqual([]);
  });

  it("keeps every file small enough to hold in the head", () => {
    const long = files.filter((file) => readFileSync(join(root, file), "utf8").split("\n").length > 250);
    expect(long).toEqual([]);
  });

  it("reaches the database in no command, nor in what they share", () => {
    const above = files.filter((file) =>
      ["commands", "src/present", "src/cli"].some((part) => within(file, part)),
    );
    expect(above.filter((file) => /\.db\b|[{,]\s*db\b/.test(code(file)))).toEqual([]);
  });

  it("has at most 22 files in a folder, but for migrations, of which none ever goes", () => {
    const folders = [...files, ...sources("test")].map((file) => dirname(file));
    const full = [...new Set(folders)].filter((one) => folders.filter((other) => other === one).length > 22);
    expect(full.filter((folder) => folder !== "src/store/migrations")).toEqual([]);
  });

  it.each(["terminal", "discord", "slack", "email"])(
    "gives %s the core files that each platform has",
    (platform) => {
      const names = readdirSync(join(root, "src/platforms", platform));
      expect(names).toEqual(expect.arrayContaining(["index.ts", "limits.ts", "render.ts"]));
    },
  );

  it("gives a type's name once among the domain folders", () => {
    const homes = new Map<string, Set<string>>();
    for (const file of files.filter((one) => DOMAIN.some((part) => within(one, part)))) {
      for (const [, name = ""] of code(file).matchAll(/^(?:export )?(?:interface|type|class) (\w+)/gm))
        homes.set(name, (homes.get(name) ?? new Set()).add(file));
    }
    const twice = [...homes].filter(([, those]) => those.size > 1).map(([name]) => name);
    expect(twice).toEqual([]);
  });

  it("reads the environment, the arguments and the signals in main.ts alone", () => {
    const pattern = /process\.(env|argv|on|exit)\b/;
    expect(files.filter((file) => file !== "src/main.ts" && pattern.test(code(file)))).toEqual([]);
  });
});

/** A file without its comments, which may speak of anything. */
function code(file: string): string {
  const known = codeOf.get(file);
  if (known !== undefined) return known;
  const text = readFileSync(join(root, file), "utf8")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/(^|\s)\/\/.*$/gm, "");
  codeOf.set(file, text);
  return text;
}
