import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import { temporaryFolder } from "../support/folder.ts";
import { runProgram, startProgram } from "../support/program.ts";
import { startZoteroServer, zoteroItem } from "../support/sources/zotero-server.ts";

const run = (...args: string[]) => runProgram(args, { home: temporaryFolder() });

describe("ask", () => {
  it("answers and ends well, as a process of its own", async () => {
    const asked = startProgram(["ask", "/paper streaming video"], { home: temporaryFolder() });
    const { status, out, err } = await asked.ended;
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(out).toContain("1. Streaming Video Question-Answering with In-context Video KV-Cache Retrieval");
    expect(out).not.toContain("\u001b");
  });

  it("prints the reply as data with --json", async () => {
    const { status, out } = await run("ask", "/paper streaming video", "--json");
    expect(status).toBe(0);
    const reply = JSON.parse(out);
    expect(reply).toMatchObject({ outcome: "answer", audience: "conversation" });
    expect(reply.cards).toHaveLength(5);
  });

  it.each([
    ["an empty answer is an answer", ["ask", "gardening year:1890"], 0, "Nothing matches"],
    [
      "a line without a command is a query",
      ["ask", "mixture of experts"],
      0,
      "Papers on “mixture of experts”",
    ],
    ["an unknown command", ["ask", "/papr video"], 2, "Did you mean /paper?"],
    ["an unknown filter", ["ask", "/paper auther:hinton"], 2, "author:"],
    ["a bad count", ["ask", "/paper video count:abc"], 2, "whole number from 1 to 10"],
    ["no line at all", ["ask"], 2, "npm start"],
    ["an empty line", ["ask", ""], 2, "What are you looking for?"],
    ["an unknown word", ["fly"], 2, "npm start"],
    ["an unknown flag", ["ask", "x", "--loud"], 2, "--loud"],
    ["a request for help", ["--help"], 0, "npm start"],
    ["half a set-up command", ["discord"], 2, "npm start"],
  ])("%s", async (_, args, status, text) => {
    const ended = await run(...args);
    expect(ended.status).toBe(status);
    expect(ended.out + ended.err).toContain(text);
  });

  it("explains bad settings and ends with 78", async () => {
    const ended = await runProgram(["ask", "x"], {
      home: temporaryFolder(),
      env: { PORT: "abc", LOG_LEVEL: "loud" },
    });
    expect(ended.status).toBe(78);
    expect(ended.err).toContain("PORT");
    expect(ended.err).toContain("LOG_LEVEL");
    expect(ended.err).not.toContain("    at ");
  });

  it("explains a damaged library and ends with 1", async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, "paperboy.db"), "not a database, but a diary");
    const ended = await runProgram(["ask", "x"], { home });
    expect(ended.status).toBe(1);
    expect(ended.err).toContain("is not a Paperboy library");
    expect(ended.err).not.toContain("    at ");
  });

  it("explains a folder that cannot be written and ends with 1", async () => {
    const home = temporaryFolder();
    chmodSync(home, 0o555);
    // For root every folder can be written, so this one runs as nobody.
    const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const ended = await startProgram(["ask", "x"], { home, ...nobody }).ended;
    expect(ended.status).toBe(1);
    expect(ended.err).toMatch(/can't be written. Make its folder writable, or set PAPERBOY_HOME/);
  });
});

describe("the prompt, with lines piped in", () => {
  it("answers each line in order, complains on standard error, and ends with the worst status", async () => {
    const home = temporaryFolder();
    const { status, out, err } = await runProgram([], { home, input: "/paper gpipe\n/nonsense\n/help\n" });
    expect(status).toBe(2);
    expect(err).toContain("I don't know the command /nonsense");
    expect(out.indexOf("GPipe: ")).toBeGreaterThanOrEqual(0);
    expect(out.indexOf("/daily subscribe ")).toBeGreaterThan(out.indexOf("GPipe: "));
  });
});

const PAGE = `new

Get trending papers in your email inbox!

Subscribe

Daily Papers

byAK and the research community

Nov 20

GPipe: Efficient Training of Giant Neural Networks using Pipeline Parallelism

An invented text about bees. They train giant networks by passing nectar along a pipeline of hives, and they are never
late. On four hives they are 3.5 times as fast as on one.

Toy Bees Solve Mazes

We show bees. They learn mazes of any size within a day, and forget them within two.
`;

function manyPapers(count: number): string {
  const papers = Array.from({ length: count }, (_, index) => ({
    arxiv_id: `2611.${10_000 + index}`,
    title: `Bees in hive ${index}`,
    abstract: `Hive ${index} is studied. ${"Bees fly about and come home. ".repeat(20)}`,
    authors: ["Ada Example"],
    categories: ["q-bio.PE"],
  }));
  return papers.map((paper) => `${JSON.stringify(paper)}\n`).join("");
}

/** Waits until an import of `manyPapers` that runs in another process has stored some of them. */
async function storedSome(home: string): Promise<void> {
  const file = join(home, "paperboy.db");
  // Opened by nobody else before it is there: whoever comes first makes the tables.
  await expect.poll(() => existsSync(file)).toBe(true);
  const db = await openDatabase(file);
  onTestFinished(() => db.destroy());
  const stored = () => db.selectFrom("papers").select("id").where("id", "=", "arxiv:2611.10000").execute();
  await expect.poll(stored, { interval: 10 }).toHaveLength(1);
}

describe("import", () => {
  it("puts a saved page's abstracts onto the papers that are known by title; a second run changes nothing", async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, "page.txt"), PAGE);
    const first = await runProgram(["import", "page.txt"], { home });
    expect({ status: first.status, out: first.out }).toEqual({
      status: 0,
      out: "page.txt: 2 found, 1 new, 1 updated, 0 unchanged, 0 broken\n",
    });
    const second = await runProgram(["import", "page.txt"], { home });
    expect(second.out).toBe("page.txt: 2 found, 0 new, 0 updated, 2 unchanged, 0 broken\n");
    const { out } = await runProgram(["ask", "/abstract gpipe"], { home });
    expect(out.replace(/\s+/g, " ")).toContain("passing nectar along a pipeline");
  });

  it("names the line of a broken record and takes the rest", async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, "mixed.jsonl"), `${manyPapers(2)}{"title": "cut off in the mid`);
    const { status, out } = await runProgram(["import", "mixed.jsonl"], { home });
    expect(status).toBe(0);
    expect(out).toContain("2 found, 2 new, 0 updated, 0 unchanged, 1 broken\n  line 3: ");
  });

  it("names the line of a broken BibTeX entry and takes the rest", async () => {
    const home = temporaryFolder();
    writeFileSync(
      join(home, "lab.bib"),
      "@misc{a, title={Toy Bees}}\n@misc{b, title={Toy\n@misc{c, title={Toy Ants}}\n",
    );
    const { status, out } = await runProgram(["import", "lab.bib"], { home });
    expect({ status, out }).toEqual({
      status: 0,
      out: "lab.bib: 2 found, 2 new, 0 updated, 0 unchanged, 1 broken\n  line 2: the entry is not closed before line 3\n",
    });
  });

  it("takes a private Zotero library, and the second time what has changed", async () => {
    const home = temporaryFolder();
    const items = [zoteroItem(1), zoteroItem(2, { title: "" })];
    const server = await startZoteroServer({ "users/12345": { version: 3, items, apiKey: "Secret12345" } });
    const env = { ZOTERO_API_URL: server.url, ZOTERO_API_KEY: "Secret12345" };
    const first = await runProgram(["import", "zotero:users/12345"], { home, env });
    expect(first).toMatchObject({
      status: 0,
      out: "zotero:users/12345: 1 found, 1 new, 0 updated, 0 unchanged, 1 broken\n  item 2: no title (KEY00002)\n",
    });
    const second = await runProgram(["import", "zotero:users/12345"], { home, env });
    expect(second).toMatchObject({
      status: 0,
      out: "zotero:users/12345: nothing has changed since the last import\n",
    });
    const unknown = await runProgram(["import", "zotero:groups/678", "zotero:ana"], { home, env });
    expect(unknown.status).toBe(2);
    expect(unknown.err).toContain("Zotero knows no groups/678");
    expect(unknown.err).toContain("“zotero:ana” names no Zotero library");
    expect(first.err + second.err + unknown.err).not.toContain("Secret");
  });

  it.each([
    ["nothing named", [], "Which file?"],
    ["a missing file", ["missing.jsonl"], "missing.jsonl"],
    ["a folder", ["folder"], "folder"],
    ["an empty file", ["empty.jsonl"], "empty"],
    ["a binary file", ["binary.bin"], "binary.bin"],
  ])("explains %s and ends with 2", async (_, files, hint) => {
    const home = temporaryFolder();
    mkdirSync(join(home, "folder"));
    writeFileSync(join(home, "empty.jsonl"), "");
    writeFileSync(join(home, "binary.bin"), Buffer.from([1, 0, 2, 0, 255, 254, 0, 0, 7]));
    const { status, err } = await runProgram(["import", ...files], { home });
    expect(status).toBe(2);
    expect(err).toContain(hint);
    expect(err).not.toContain("    at ");
  });

  it("goes on with the next file", async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, "page.txt"), PAGE);
    const { status, out, err } = await runProgram(["import", "missing.jsonl", "page.txt"], { home });
    expect(status).toBe(2);
    expect(err).toContain("missing.jsonl");
    expect(out).toContain("page.txt: 2 found");
  });

  it("stops at Ctrl-C with whole records only; the next run finishes", async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, "many.jsonl"), manyPapers(5000));
    const running = startProgram(["import", "many.jsonl"], { home });
    await storedSome(home);
    running.process.kill("SIGINT");
    const first = await running.ended;
    expect(first.status).toBe(130);
    const stored = Number(/(\d[\d,]*) new/.exec(first.out)?.[1]?.replaceAll(",", "") ?? 0);
    expect(first.out).toContain("run it again to finish");
    expect(stored).toBeGreaterThan(0);
    expect(stored).toBeLessThan(5000);

    const second = await runProgram(["import", "many.jsonl"], { home });
    const [fresh, unchanged] = [5000 - stored, stored].map((count) => count.toLocaleString("en"));
    expect(second.out).toContain(`5,000 found, ${fresh} new, 0 updated, ${unchanged} unchanged, 0 broken`);
  });

  it("survives SIGKILL: what was stored is whole, the next run finishes", async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, "many.jsonl"), manyPapers(5000));
    const running = startProgram(["import", "many.jsonl"], { home });
    await storedSome(home);
    running.process.kill("SIGKILL");
    await running.ended;
    const second = await runProgram(["import", "many.jsonl"], { home });
    expect(second.out).toMatch(/5,000 found, [\d,]+ new, 0 updated, [\d,]+ unchanged, 0 broken/);
  });

  it("lets two run at once", async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, "many.jsonl"), manyPapers(1000));
    const both = await Promise.all([1, 2].map(() => startProgram(["import", "many.jsonl"], { home }).ended));
    expect(both.map(({ status }) => status)).toEqual([0, 0]);
    const fresh = both.map(({ out }) => Number(/([\d,]+) new/.exec(out)?.[1]?.replaceAll(",", "")));
    expect((fresh[0] ?? 0) + (fresh[1] ?? 0)).toBe(1000);
  });
});
