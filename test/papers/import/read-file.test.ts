import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { UserError } from "../../../src/errors.ts";
import { LONGEST_LINE } from "../../../src/papers/import/lines.ts";
import { readPapers } from "../../../src/papers/import/read-file.ts";
import { collect } from "../../support/collect.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "papers-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const bees = '{"id": "2611.00042", "title": "Toy Bees"}';
const wasps = '{"id": "2611.00043", "title": "Toy Wasps"}';

describe("readPapers", () => {
  test("yields papers and broken lines in order, with the bytes read", async () => {
    const content = `\ufeff${bees}\r\n\r\n{"id": 1}\r\nnonsense\r\n${wasps}`;
    const entries = await collect(readPapers(file("mixed.jsonl", content)));
    expect(entries).toMatchObject([
      { kind: "paper", line: 1, found: { id: "arxiv:2611.00042" } },
      { kind: "broken", line: 3, reason: "no title" },
      { kind: "broken", line: 4, reason: expect.stringMatching(/^not JSON: /) },
      { kind: "paper", line: 5, found: { id: "arxiv:2611.00043" } },
    ]);
    expect(entries.at(-1)?.bytes).toBe(Buffer.byteLength(content));
  });

  test.each(["utf16le", "swapped"])("reads UTF-16 (%s), with the bytes of the file", async (order) => {
    // Chunks end within characters: the first is 256 KiB long.
    const text = `\ufeff@misc{a, title={Töy Bees}, crossref={b}}\n${"% 蜂\n".repeat(60_000)}@misc{b, title={蜂の巣}}\n`;
    const content =
      order === "swapped" ? Buffer.from(text, "utf16le").swap16() : Buffer.from(text, "utf16le");
    const entries = await collect(readPapers(file(`${order}.bib`, content)));
    expect(entries.map((entry) => entry.kind === "paper" && entry.found.title)).toEqual([
      "Töy Bees",
      "蜂の巣",
    ]);
    expect(entries.at(-1)?.bytes).toBe(content.length);
  });

  test("reads all that comes before the place where a file was cut off", async () => {
    const content = `${bees}\n${wasps.slice(0, 20)}`;
    expect(await collect(readPapers(file("cut.jsonl", content)))).toMatchObject([
      { kind: "paper", line: 1 },
      { kind: "broken", line: 2, reason: "the file ends in the middle of this line", bytes: content.length },
    ]);
  });

  test("goes on after a line that is too long", async () => {
    const content = `{"title": "${"x".repeat(LONGEST_LINE)}"}\n${bees}\n`;
    expect(await collect(readPapers(file("long.jsonl", content)))).toMatchObject([
      { kind: "broken", line: 1, reason: "the line is longer than 4 MiB" },
      { kind: "paper", line: 2, bytes: content.length },
    ]);
  });

  test("replaces invalid UTF-8", async () => {
    const content = Buffer.concat([
      Buffer.from('{"title": "Toy '),
      Buffer.from([0xff]),
      Buffer.from(' Bees"}\n'),
    ]);
    expect(await collect(readPapers(file("latin.jsonl", content)))).toMatchObject([
      { found: { title: "Toy \ufffd Bees" } },
    ]);
  });

  test.each([
    ["page.html", '<html><h3><a href="/papers/2611.00042">Toy Bees</a></h3></html>'],
    ["page.md", "\ufeff### [Toy Bees](https://huggingface.co/papers/2611.00042)\r\n"],
    ["page.txt", "Toy Bees (2611.00042)\r\n\r\nWe show bees. They learn.\r\n"],
    ["no-extension", bees],
    ["page.bib", "@misc{bee26, title={Toy Bees}, eprint={2611.00042}}"],
    ["page.ris", "TY  - RPRT\r\nTI  - Toy Bees\r\nAN  - arXiv:2611.00042\r\nER  - \r\n"],
    ["page.json", '[{"id": "bee26", "type": "article", "title": "Toy Bees", "number": "arXiv:2611.00042"}]'],
  ])("knows the format of %s by its content", async (name, content) => {
    expect(await collect(readPapers(file(name, content)))).toMatchObject([
      { kind: "paper", line: 1, found: { id: "arxiv:2611.00042", title: "Toy Bees" } },
    ]);
  });

  test("stops when it is told to, and can be left early", async () => {
    const path = file("many.jsonl", `${bees}\n`.repeat(100));
    const stop = new AbortController();
    const papers = readPapers(path, { signal: stop.signal });
    await papers.next();
    stop.abort(new Error("enough"));
    await expect(papers.next()).rejects.toThrow("enough");
    for await (const entry of readPapers(path)) {
      expect(entry.line).toBe(1);
      break;
    }
  });
});

describe("a file that cannot be read", () => {
  async function problemOf(path: string): Promise<string> {
    const error = await collect(readPapers(path)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    return (error as UserError).message;
  }

  test("is missing", async () => {
    expect(await problemOf("no/such.jsonl")).toBe(
      "“no/such.jsonl” does not exist. Check the spelling and the folder.",
    );
    expect(await problemOf(join(file("plain", bees), "x"))).toMatch(/does not exist/);
    expect(await problemOf("x".repeat(5000))).toMatch(/too long/);
    expect(await problemOf("a\0b")).toMatch(/cannot be read/);
  });

  test("is a folder or a pipe", async () => {
    mkdirSync(join(folder, "papers"));
    expect(await problemOf(join(folder, "papers"))).toMatch(/is a folder\. Name one file/);
    execFileSync("mkfifo", [join(folder, "pipe")]);
    expect(await problemOf(join(folder, "pipe"))).toMatch(/is not a file on the disk/);
  });

  test("may not be read", async () => {
    const path = file("secret.jsonl", bees);
    chmodSync(path, 0);
    // Root may read everything, so it becomes nobody for a moment.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) process.seteuid?.(65534);
    try {
      expect(await problemOf(path)).toMatch(/may not be read by this user/);
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  });

  test("holds no paper, and names the first thing that is wrong", async () => {
    expect(await problemOf(file("none.jsonl", '{"id": 1}\n{}\n'))).toMatch(
      /^No paper was found in “.*none\.jsonl”, read as JSON Lines\. Line 1: no title\. /,
    );
    expect(await problemOf(file("none.html", "<html><p>Hello</p></html>"))).toMatch(
      /read as HTML\. Papers are/,
    );
  });

  test("is empty, packed or too large for a page", async () => {
    expect(await problemOf(file("empty.jsonl", ""))).toMatch(/is empty/);
    expect(await problemOf(file("papers.gz", Buffer.from([0x1f, 0x8b, 8, 0])))).toMatch(/Unpack it first/);
    expect(await problemOf(file("large.html", `<html>${" ".repeat(33 * 1024 * 1024)}`))).toMatch(
      /too large.*JSON Lines/,
    );
  });
});
