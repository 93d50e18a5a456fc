import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../support/folder.ts";
import { aPaper } from "../support/library/a-paper.ts";
import { someLibrary, TODAY } from "../support/library/library.ts";

async function scene() {
  const file = join(temporaryFolder(), "papers.jsonl");
  const library = await someLibrary();
  async function read(...records: readonly unknown[]) {
    writeFileSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join(""));
    const { problems, ...report } = await library.importFile(file, { now: () => TODAY });
    await library.refresh();
    return { ...report, problems: problems.map(({ line }) => line) };
  }
  return { library, read };
}

const papers = Array.from({ length: 450 }, (_, index) => aPaper({ id: `arxiv:2611.${10_000 + index}` }));

describe("a file that is imported again", () => {
  it("changes nothing, and is still counted", async () => {
    const { read } = await scene();
    expect(await read(...papers)).toMatchObject({ found: 450, new: 450 });
    expect(await read(...papers)).toMatchObject({ found: 450, new: 0, updated: 0, unchanged: 450 });
  });

  it("is read where it differs from what was imported", async () => {
    const { library, read } = await scene();
    await read(...papers);
    const [first, ...others] = papers;
    const more = { ...first, abstract: "We show bees." };
    const another = aPaper({ id: "arxiv:2611.77777", title: "Other Bees" });
    expect(await read(more, ...others, another)).toMatchObject({ new: 1, updated: 1, unchanged: 449 });
    expect((await library.index.get(more.id ?? ""))?.abstract).toBe("We show bees.");
  });

  it("reports its broken records again", async () => {
    const { read } = await scene();
    const file = [papers[0], { title: 7 }, papers[1]];
    expect(await read(...file)).toMatchObject({ new: 2, broken: 1, problems: [2] });
    expect(await read(...file)).toMatchObject({ unchanged: 2, broken: 1, problems: [2] });
  });

  it("keeps a record apart that fits several papers, and notes it once", async () => {
    const { library, read } = await scene();
    const twins = ["1", "2"].map((end) => aPaper({ id: `arxiv:2611.0004${end}` }));
    await read(...twins);
    const { id: _, ...unnamed } = aPaper();
    expect(await read(unnamed)).toMatchObject({
      new: 1,
      broken: 0,
      apart: 1,
      notes: [{ line: 1, kind: "apart" }],
    });
    expect(await read(unnamed)).toMatchObject({ new: 0, unchanged: 1, broken: 0, apart: 0, notes: [] });
    expect(await library.index.get("arxiv:2611.00041")).toBeDefined();
  });
});
