import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../support/folder.ts";
import { runProgram } from "../support/program.ts";

const ENTRIES = [
  "@misc{a, title = {Bees That Stream}, author = {Ann Lee}, eprint = {2401.00001}, archivePrefix = {arXiv}}",
  "@misc{b, title = {GPipe: Efficient Training of Giant Neural Networks using Pipeline Parallelism}, author = {Y. Huang}}",
];

function someFile(name: string, content: string): { readonly home: string; readonly file: string } {
  const home = temporaryFolder();
  writeFileSync(join(home, name), content);
  return { home, file: name };
}

describe("seed", () => {
  it("takes a file in and makes its papers examples of a channel, once", async () => {
    const { home, file } = someFile("ours.bib", ENTRIES.join("\n"));
    const run = () => runProgram(["seed", file, "--channel", "discord:123"], { home });
    expect(await run()).toEqual({
      status: 0,
      out: "Examples for discord:123: 2 new, 0 were there\n",
      err: "",
    });
    expect((await run()).out).toBe("Examples for discord:123: 0 new, 2 were there\n");
    expect((await runProgram(["ask", "/abstract 2401.00001"], { home })).out).toContain("Bees That Stream");
  });

  it("names what is broken in the file, and takes the rest", async () => {
    const { home, file } = someFile("ours.bib", `@misc{open, title = {Bees}\n\n${ENTRIES.join("\n")}`);
    const { status, out } = await runProgram(["seed", file, "--channel", "discord:123"], { home });
    expect(status).toBe(0);
    expect(out).toMatch(/^Examples for discord:123: 2 new, 0 were there, 1 broken\n {2}line 1: .*\n$/);
  });

  it("refuses more than a list may have, whatever the size of the file", async () => {
    const many = Array.from(
      { length: 20_000 },
      (_, at) => `@misc{p${at}, title = {Bees ${at}}, note = {${"x".repeat(300)}}}\n`,
    );
    const { home, file } = someFile("all.bib", many.join(""));
    const { status, err } = await runProgram(["seed", file, "--channel", "slack:C1"], { home });
    expect(status).toBe(2);
    expect(err).toContain("holds more than 500 papers");
  });

  it.each([
    ["ours.bib", ENTRIES[0] ?? "", [], "Which channel?"],
    ["ours.bib", ENTRIES[0] ?? "", ["--channel", "irc:1"], "Which channel?"],
    ["ours.pdf", "%PDF-1.7\n%âãÏÓ", ["--channel", "slack:C1"], "is a PDF"],
    ["empty.bib", "", ["--channel", "slack:C1"], "is empty"],
  ])("explains %s %j %j", async (name, content, args, hint) => {
    const { home, file } = someFile(name, content);
    const { status, err } = await runProgram(["seed", file, ...args], { home });
    expect(status).toBe(2);
    expect(err).toContain(hint);
  });
});
