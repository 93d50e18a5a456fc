import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addPapers } from "../../src/library/add-papers.ts";
import { temporaryFolder } from "../support/folder.ts";
import { countPapers } from "../support/library/count-papers.ts";
import { someLibrary, TODAY } from "../support/library/library.ts";
import { somePaper } from "../support/library/papers.ts";

const lines = (...papers: readonly object[]) => papers.map((paper) => `${JSON.stringify(paper)}\n`).join("");
const everything = { offset: 0, limit: 10 };

describe("the library", () => {
  it("takes in the catalogue once, and again when it has changed", async () => {
    const folder = temporaryFolder();
    const catalogue = join(folder, "catalogue.jsonl");
    writeFileSync(catalogue, lines(somePaper()));
    expect((await someLibrary(catalogue, folder)).index.size).toBe(1);
    appendFileSync(catalogue, lines(somePaper({ id: "arxiv:2611.00043", title: "Toy Ants" })));
    const library = await someLibrary(catalogue, folder);
    expect(library.index.size).toBe(2);
    expect(await countPapers(library.db)).toBe(2);
  });

  it("makes what another process brought in searchable, and forgets a record that became another paper", async () => {
    const folder = temporaryFolder();
    const catalogue = join(folder, "catalogue.jsonl");
    writeFileSync(catalogue, lines(somePaper()));
    const bot = await someLibrary(catalogue, folder);
    const other = await someLibrary(catalogue, folder);

    writeFileSync(
      join(folder, "page.jsonl"),
      lines({ title: "Toy Ants Dig", abstract: "Ants dig tunnels." }),
    );
    const report = await other.importFile(join(folder, "page.jsonl"), { now: () => TODAY });
    expect(report).toMatchObject({ found: 1, new: 1, updated: 0, unchanged: 0, broken: 0, stopped: false });
    expect((await bot.index.search("ants", everything)).total).toBe(0);
    await bot.refresh();
    expect((await bot.index.search("ants", everything)).hits.map((hit) => hit.paper.title)).toEqual([
      "Toy Ants Dig",
    ]);

    writeFileSync(join(folder, "ids.jsonl"), lines({ arxiv_id: "2611.00077", title: "Toy Ants Dig" }));
    await other.importFile(join(folder, "ids.jsonl"), { now: () => TODAY });
    await bot.refresh();
    expect((await bot.index.search("ants", everything)).hits.map((hit) => hit.paper.id)).toEqual([
      "arxiv:2611.00077",
    ]);
    expect(bot.index.size).toBe(2);
  });

  it("holds in memory what is searched, and on disk what is cited", async () => {
    const library = await someLibrary(undefined, temporaryFolder());
    const paper = somePaper({
      names: [{ family: "Example", given: "Ada" }, { literal: "Bo Sample" }],
      publication: { volume: "3" },
    });
    await addPapers(library.db, [paper], TODAY);
    await library.refresh();
    expect(await library.find(paper.id)).toEqual(paper);
    expect(await library.index.get(paper.id)).toEqual(somePaper());
  });

  it("is loading until it has been read once", async () => {
    const library = await someLibrary();
    expect(library.loading).toBe(false);
    expect(library.index.size).toBe(93);
  });

  it("stops an import between two batches; the next run finishes it", async () => {
    const folder = temporaryFolder();
    const library = await someLibrary(undefined, folder);
    const file = join(folder, "many.jsonl");
    const papers = Array.from({ length: 1000 }, (_, index) => ({
      arxiv_id: `2611.${String(index + 10_000)}`,
      title: `Bees ${index}`,
    }));
    writeFileSync(file, lines(...papers));

    const controller = new AbortController();
    const onProgress = () => controller.abort();
    const first = await library.importFile(file, { now: () => TODAY, signal: controller.signal, onProgress });
    expect(first.stopped).toBe(true);
    expect(first.new).toBeGreaterThan(0);
    expect(await countPapers(library.db)).toBe(93 + first.new);

    const second = await library.importFile(file, { now: () => TODAY });
    expect(second).toMatchObject({
      found: 1000,
      unchanged: first.new,
      new: 1000 - first.new,
      stopped: false,
    });
    expect(await countPapers(library.db)).toBe(1093);
  });

  it("counts broken records, and names the first ones with their lines", async () => {
    const folder = temporaryFolder();
    const library = await someLibrary(undefined, folder);
    const file = join(folder, "mixed.jsonl");
    writeFileSync(
      file,
      `${lines(somePaper())}{"title": \n${lines(somePaper({ id: "arxiv:2611.00050", title: "Bats" }))}`,
    );
    const report = await library.importFile(file, { now: () => TODAY });
    expect(report).toMatchObject({ found: 2, new: 2, broken: 1 });
    expect(report.problems.map(({ line }) => line)).toEqual([2]);
  });
});
