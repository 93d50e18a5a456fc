import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../support/folder.ts";
import { runProgram } from "../support/program.ts";

const LAB = `
@article{a, title={How Bees Count Flowers}, author={Bee, Ana}, eprint={2311.00042}, archivePrefix={arXiv}, year={2023}}
@article{b, title={How bees count flowers}, author={Bee, A.}, journal={Journal of Hives}, year={2024}, doi={10.1000/hive.7}}
@book{c, title={How Bees Count Flowers}, author={Gnat, Flo}, publisher={Hive Press}, year={2024}}
@techreport{d, title={Wasps by Night}, author={Wasp, Bo}, doi={10.1000/night.1}, year={2021}}
@techreport{e, title={Moths by Night}, author={Moth, Eva}, doi={10.1000/night.1}, year={2022}}
`;

describe("a library with a preprint, its article, a namesake and a wrong DOI", () => {
  it("tells what it merged and what not, shows it, and takes it apart for good", async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, "lab.bib"), LAB);
    const imported = await runProgram(["import", "lab.bib", "--report", "report.txt"], { home });
    expect(imported.status).toBe(0);
    const [counts, ...notes] = imported.out.trim().split("\n");
    expect(counts).toMatch(/^lab\.bib: 5 found, 4 new, 1 updated, 0 unchanged, 0 broken$/);
    expect(notes).toEqual([
      expect.stringMatching(
        /line 2: “How Bees Count Flowers” .*one by Flo Gnat, 2024; kept apart: another first author/,
      ),
      expect.stringMatching(/line 3: “How bees count flowers” is the same paper as arxiv:2311\.00042/),
      expect.stringMatching(/line 4: “How Bees Count Flowers” .*kept apart: another first author/),
      expect.stringMatching(
        /line 5: “Wasps by Night” has the same DOI as “Moths by Night”.*kept under its title/,
      ),
      expect.stringMatching(/line 6: “Moths by Night” has the same DOI as “Wasps by Night”/),
    ]);
    const report = readFileSync(join(home, "report.txt"), "utf8").trim().split("\n");
    expect(report).toEqual(notes.map((note) => `lab.bib: ${note.trim()}`));

    const shown = await runProgram(["paper", "show", "https://doi.org/10.1000/hive.7"], { home });
    expect(shown.out).toContain("Ids: arxiv:2311.00042, doi:10.1000/hive.7");
    expect(shown.out).toContain("Merged from 2 records:");
    expect(shown.out).toContain("doi:10.1000/hive.7 · A. Bee · 2024 · Journal of Hives");

    const split = await runProgram(["paper", "split", "2311.00042"], { home });
    expect(split.out).toContain("Split into 2 papers:");
    const again = await runProgram(["import", "lab.bib"], { home });
    expect(again.out).toBe("lab.bib: 5 found, 0 new, 0 updated, 5 unchanged, 0 broken\n");
    const lost = await runProgram(["import", "lab.bib", "--report", join("none", "report.txt")], { home });
    expect(lost).toMatchObject({ status: 2, out: again.out });
    expect(lost.err).toContain("The papers are in, but the report could not be written");
    const apart = await runProgram(["paper", "show", "2311.00042"], { home });
    expect(apart.out).toContain("Came as one record.");

    const twice = await runProgram(["paper", "split", "2311.00042"], { home });
    expect(twice).toMatchObject({ status: 2, out: "" });
    expect(twice.err).toContain("arxiv:2311.00042 can't be split");
    const unknown = await runProgram(["paper", "show", "10.1000/none"], { home });
    expect(unknown.err).toContain("The library doesn't have “10.1000/none”.");
  });
});
