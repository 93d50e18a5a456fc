import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tightenHome } from "../../src/app/home.ts";
import { temporaryFolder } from "../support/folder.ts";
import { runProgram, startHere, startProgram } from "../support/program.ts";
import { createRecordingLog } from "../support/recording-log.ts";

function modesIn(home: string): Readonly<Record<string, string>> {
  const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
  return {
    ".": mode(home),
    ...Object.fromEntries(readdirSync(home).map((name) => [name, mode(join(home, name))])),
  };
}

/** A home as older versions left it. */
function someOpenHome(...others: readonly string[]): string {
  const home = join(temporaryFolder(), "home");
  mkdirSync(home);
  for (const name of ["paperboy.db", "search.index", "search.index.12-ab", "history", ...others])
    writeFileSync(join(home, name), "");
  for (const name of readdirSync(home)) chmodSync(join(home, name), 0o644);
  chmodSync(home, 0o755);
  return home;
}

describe("tightenHome", () => {
  it("takes an open home away from others, says so, and says it once", () => {
    const home = someOpenHome();
    const log = createRecordingLog();
    tightenHome({ home }, log);
    expect(modesIn(home)).toEqual({
      ".": "700",
      "paperboy.db": "600",
      "search.index": "600",
      "search.index.12-ab": "600",
      history: "600",
    });
    tightenHome({ home }, log);
    expect(log.entries.map(({ level, fields }) => ({ level, fields }))).toEqual([
      { level: "info", fields: { home, files: 5 } },
    ]);
  });

  it("leaves a folder that holds other things, and those things, as they are", () => {
    const home = someOpenHome("thesis.tex");
    tightenHome({ home }, createRecordingLog());
    expect(modesIn(home)).toMatchObject({ ".": "755", "thesis.tex": "644", "paperboy.db": "600" });
  });

  it("fails nobody where there is nothing to tighten", () => {
    const log = createRecordingLog();
    tightenHome({ home: join(temporaryFolder(), "missing") }, log);
    expect(log.entries).toEqual([]);
  });
});

describe("a new home", () => {
  it("is for its owner alone, whatever the umask, and so is each file while the program runs and after", async () => {
    const before = process.umask(0);
    try {
      const home = join(temporaryFolder(), "deep", "home");
      const cwd = temporaryFolder();
      const running = startProgram(["import", "many.jsonl"], { home: cwd, env: { PAPERBOY_HOME: home } });
      await running.ended;
      await runProgram(["ask", "/vote 2405.16009 up"], { home: cwd, env: { PAPERBOY_HOME: home } });
      await runProgram(["ask", "video"], { home: cwd, env: { PAPERBOY_HOME: home } });
      const modes = modesIn(home);
      expect(Object.keys(modes)).toEqual(expect.arrayContaining(["paperboy.db", "search.index"]));
      expect(Object.entries(modes).filter(([name, mode]) => mode !== (name === "." ? "700" : "600"))).toEqual(
        [],
      );
    } finally {
      process.umask(before);
    }
  });

  it("is said in the log to have a new library, once, and nowhere else", async () => {
    const home = temporaryFolder();
    const env = { LOG_LEVEL: "info" };
    // An answer that does not depend on what is learned about words in the background.
    const question = ["ask", "/abstract 1811.06965"];
    const first = await startHere(question, { home, env }).ended;
    expect(first.err).toContain('"msg":"a new library was created"');
    const second = await startHere(question, { home, env }).ended;
    expect(second.err).not.toContain("new library");
    expect(second.out).toBe(first.out);
  });
});

describe("a home that cannot be used", () => {
  it.each([
    [
      "a link to nothing",
      (path: string) => symlinkSync("/nowhere/at/all", path),
      /is a link to something that is missing\. Mount or make/,
    ],
    ["a file", (path: string) => writeFileSync(path, "x"), /is not a folder\. Set PAPERBOY_HOME to one/],
    [
      "a database of 0 bytes",
      (path: string) => {
        mkdirSync(path);
        writeFileSync(join(path, "paperboy.db"), "");
      },
      /paperboy\.db is empty \(0 bytes\)\. Restore a backup/,
    ],
    [
      "a search index without its database",
      (path: string) => {
        mkdirSync(path);
        writeFileSync(join(path, "search.index"), "x");
      },
      /is missing, but search\.index beside it shows that there was a library/,
    ],
  ])("is refused in one line: %s", async (_, make, words) => {
    const cwd = temporaryFolder();
    const home = join(cwd, "home");
    make(home);
    const { status, out, err } = await runProgram(["ask", "video"], {
      home: cwd,
      env: { PAPERBOY_HOME: home },
    });
    expect({ status, out, lines: err.trim().split("\n").length }).toEqual({ status: 1, out: "", lines: 1 });
    expect(err).toMatch(words);
  });
});
