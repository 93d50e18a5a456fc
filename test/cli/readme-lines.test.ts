import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { bibtexEntries } from "../../src/papers/import/bibtex/bibtex.ts";
import { temporaryFolder } from "../support/folder.ts";
import { bibliographyLines, foundIn } from "../support/library/entries.ts";
import { runProgram } from "../support/program.ts";

const root = join(import.meta.dirname, "..", "..");
const DOCUMENTS = ["README.md", "docs/hosting.md", "docs/commands.md", "docs/privacy.md"];

/** A clone that is built already, with npm's own settings and scripts; its build does nothing. */
function someClone(): string {
  const folder = temporaryFolder();
  for (const name of ["package.json", ".npmrc"]) cpSync(join(root, name), join(folder, name));
  for (const name of ["dist", "data", "node_modules"]) symlinkSync(join(root, name), join(folder, name));
  mkdirSync(join(folder, "tools"));
  writeFileSync(join(folder, "tools", "build.mjs"), "");
  return folder;
}

it("the README's lines that write a file write nothing else into it", async () => {
  const lines = readFileSync(join(root, "README.md"), "utf8").match(/^npm start .*>.*$/gm) ?? [];
  expect(lines.length).toBeGreaterThan(0);
  const folder = someClone();
  const home = join(folder, ".paperboy");
  await runProgram(["ask", "/save 2405.16009"], { home: folder, env: { PAPERBOY_HOME: home } });
  for (const line of lines) {
    const run = (command: string) =>
      spawnSync("sh", ["-c", command], {
        cwd: folder,
        encoding: "utf8",
        env: { PATH: process.env.PATH, HOME: folder, SOURCES: "none", PAPERBOY_HOME: home },
      });
    expect(run(line)).toMatchObject({ status: 0, stderr: expect.not.stringContaining("--silent") });
    const file = readFileSync(join(folder, /> *(\S+)/.exec(line)?.[1] ?? ""), "utf8");
    expect(file).toMatch(/^@inproceedings\{/);
    expect(await foundIn(bibtexEntries(() => bibliographyLines(file)))).toHaveLength(1);
    // Who leaves it out is told.
    expect(run(line.replace(" --silent", "")).stderr).toContain("Use npm start --silent");
  }
});

it("every line in the documents that writes into a file keeps npm's own lines out of it", () => {
  for (const document of DOCUMENTS) {
    const text = readFileSync(join(root, document), "utf8");
    for (const [line] of text.matchAll(/npm start[^`\n]*[^-]>[^`\n]*/g)) expect(line).toContain("--silent");
  }
});
