import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { createSearchIndex } from "../../../src/search/create-search-index.ts";
import type { PersistentSearchIndex, SearchIndex } from "../../../src/search/search-index.ts";
import { SnapshotError } from "../../../src/search/storage/snapshot-file.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { type Change, someChanges } from "../../support/library/index-changes.ts";
import { somePaper } from "../../support/library/papers.ts";

const WINDOW = { offset: 0, limit: 10 };
const anyNote = () => true;

function emptyIndex(): PersistentSearchIndex {
  const index = createSearchIndex({ now: () => 0 });
  onTestFinished(() => index.close());
  return index;
}

async function apply(changes: readonly Change[], ...indexes: readonly SearchIndex[]): Promise<void> {
  for (const { added, removed } of changes) {
    for (const index of indexes) await (added ? index.add([added]) : index.remove(removed));
  }
}

function manyPapers(from: number, to: number) {
  return Array.from({ length: to - from }, (_, at) => {
    const number = from + at;
    const topic = ["bees dance", "ants dig tunnels", "wasps build paper nests"][number % 3];
    return somePaper({
      id: `a:${number}`,
      title: `${topic} ${number % 17}`,
      abstract: `${topic} of kind ${number % 29} (K${number % 29}X), seen ${number} times. `.repeat(
        1 + (number % 4),
      ),
      authors: [`Ada Example ${number % 40}`],
      categories: [["q-bio.PE", "cs.LG"][number % 2] ?? ""],
      published: `20${10 + (number % 15)}-0${1 + (number % 9)}`,
      upvotes: number % 7,
      keywords: [`kind ${number % 29}`],
    });
  });
}

/** How many files of a folder this process has open. */
function openIn(folder: string): number {
  return readdirSync("/proc/self/fd").filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith(folder);
    } catch {
      // The one by which the list was read is closed again.
      return false;
    }
  }).length;
}

describe("a saved index", () => {
  test.runIf(existsSync("/proc/self/fd"))(
    "has one file open while it is used, and none afterwards",
    async () => {
      const folder = temporaryFolder();
      const [file, cut] = [join(folder, "index"), join(folder, "cut")];
      const index = createSearchIndex({ now: () => 0 });
      await index.add(manyPapers(0, 20));
      for (let time = 0; time < 2; time += 1) {
        await index.save(file, "");
        expect(openIn(folder)).toBe(1);
      }
      copyFileSync(file, cut);
      truncateSync(cut, 5000);
      await expect(index.load(cut, anyNote)).rejects.toThrow(SnapshotError);
      await expect(index.load(file, () => false)).rejects.toThrow(SnapshotError);
      await expect(index.load(folder, anyNote)).rejects.toThrow("EISDIR");
      expect(openIn(folder)).toBe(1);
      for (let time = 0; time < 2; time += 1) {
        await index.load(file, anyNote);
        expect(openIn(folder)).toBe(1);
      }
      await index.close();
      expect(openIn(folder)).toBe(0);
    },
  );

  test("that is read back, changed, saved and read again answers as one that lived through all of it", async () => {
    const folder = temporaryFolder();
    await fc.assert(
      fc.asyncProperty(fc.array(someChanges, { minLength: 2, maxLength: 3 }), async (stages) => {
        const lived = createSearchIndex({ now: () => 0 });
        let kept = createSearchIndex({ now: () => 0 });
        for (const [stage, changes] of stages.entries()) {
          await apply(changes, lived, kept);
          const file = join(folder, `index-${stage}`);
          await kept.save(file, "");
          // What saved goes on as well, reading its papers from the file.
          expect(await everything(kept)).toEqual(await everything(lived));
          await kept.close();
          kept = createSearchIndex({ now: () => 0 });
          await kept.load(file, anyNote);
          expect(await everything(kept)).toEqual(await everything(lived));
        }
        await kept.close();
      }),
      { numRuns: 12 },
    );
  });

  test("keeps what was learned, and answers alike after more papers came, changed and went", async () => {
    const file = join(temporaryFolder(), "index");
    const lived = emptyIndex();
    await lived.add(manyPapers(0, 600));
    await lived.refine();
    await lived.save(file, "");
    const kept = emptyIndex();
    await kept.load(file, anyNote);
    for (const index of [lived, kept]) {
      // What is kept ready of one answer must not stay in the next ones.
      expect((await index.search("times seen", WINDOW)).total).toBe(600);
      await index.add(manyPapers(580, 650));
      await index.add(manyPapers(0, 50).map((paper) => ({ ...paper, title: `${paper.title}, revised` })));
      for (let number = 100; number < 300; number += 2) await index.remove(`a:${number}`);
      expect(await index.refine()).toBe(false);
    }
    for (const query of [
      "dance",
      "times seen",
      "ants tunnel",
      "nests revised",
      "K4X",
      "category:cs year:2014 bees",
      "sort:new",
      "sort:votes ants",
    ]) {
      expect(await kept.search(query, WINDOW)).toEqual(await lived.search(query, WINDOW));
    }
    for (const text of ["", "be", "bees d", "kind", "exampl"]) {
      expect(await kept.suggestQueries(text, 10)).toEqual(await lived.suggestQueries(text, 10));
      expect(await kept.suggestTitles(text, 10)).toEqual(await lived.suggestTitles(text, 10));
    }
    // Bigrams are not in the file: who starts from one counts them again, of the papers that there are now.
    const later = join(temporaryFolder(), "index");
    await lived.save(later, "");
    const settled = emptyIndex();
    await settled.load(later, anyNote);
    for (const index of [kept, settled]) await index.reader();
    expect(await kept.similar(["a:7", "a:630"], WINDOW)).toEqual(
      await settled.similar(["a:7", "a:630"], WINDOW),
    );
    expect(await kept.resolve("bees dance 3, revised")).toEqual(await lived.resolve("bees dance 3, revised"));
  });

  test("is handed back with its note, and only if that is accepted", async () => {
    const file = join(temporaryFolder(), "index");
    const index = emptyIndex();
    await index.add([somePaper()]);
    await index.save(file, "mine: ü");
    const other = emptyIndex();
    await other.add([somePaper({ id: "a:2", title: "Another" })]);
    await expect(other.load(file, (note) => note === "yours")).rejects.toThrow(SnapshotError);
    expect((await other.get("a:2"))?.title).toBe("Another");
    await other.load(file, (note) => note === "mine: ü");
    expect([other.size, await other.get("a:2")]).toEqual([1, undefined]);
  });

  test("is written while it answers; changes wait", async () => {
    const folder = temporaryFolder();
    const index = emptyIndex();
    await index.add(manyPapers(0, 300));
    const saved = index.save(join(folder, "index"), "");
    const added = index.add([somePaper({ id: "a:new", title: "A newcomer" })]);
    expect((await index.search("ants", WINDOW)).total).toBe(100);
    await saved;
    await added;
    expect((await index.search("newcomer", WINDOW)).total).toBe(1);
    const kept = emptyIndex();
    await kept.load(join(folder, "index"), anyNote);
    expect([kept.size, (await kept.search("newcomer", WINDOW)).total]).toEqual([300, 0]);
  });

  test("can be replaced by another program while this one reads from it", async () => {
    const file = join(temporaryFolder(), "index");
    const first = emptyIndex();
    await first.add(manyPapers(0, 50));
    await first.save(file, "");
    const second = emptyIndex();
    await second.add([somePaper()]);
    await second.save(file, "");
    expect(await first.get("a:7")).toEqual(manyPapers(7, 8)[0]);
  });

  test("is not there, nor a draft of it, if it could not be written; old drafts are cleared away", async () => {
    const folder = temporaryFolder();
    const index = emptyIndex();
    await index.add([somePaper()]);
    await expect(index.save(join(folder, "missing", "index"), "")).rejects.toThrow("ENOENT");
    const draft = join(folder, "index.123-abc");
    writeFileSync(draft, "cut");
    utimesSync(draft, 0, 0);
    await index.save(join(folder, "index"), "");
    expect(readdirSync(folder)).toEqual(["index"]);
  });
});

describe("a file that is no saved index", () => {
  test("is refused wherever it is cut or changed before the papers, and the index stays as it was", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "index");
    const index = emptyIndex();
    await index.add(manyPapers(0, 30));
    await index.save(file, "");
    const whole = readFileSync(file);
    const bad = join(folder, "bad");
    const other = emptyIndex();
    const cuts = [0, 5, 16, 40, whole.length >> 2, whole.length >> 1, whole.length - 1];
    for (const length of cuts) {
      copyFileSync(file, bad);
      truncateSync(bad, length);
      await expect(other.load(bad, anyNote)).rejects.toThrow(SnapshotError);
    }
    for (const at of [3, 18, 25, 120, whole.length >> 3, whole.length - 20]) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 0x10;
      writeFileSync(bad, changed);
      await expect(other.load(bad, anyNote)).rejects.toThrow(SnapshotError);
    }
    expect(other.size).toBe(0);
    await other.load(file, anyNote);
    expect(other.size).toBe(30);
  });

  test("says where it is once a damaged paper is asked for, and leaves it there", async () => {
    const file = join(temporaryFolder(), "index");
    const index = emptyIndex();
    await index.add(manyPapers(0, 1));
    await index.save(file, "");
    const bytes = readFileSync(file);
    // Papers are deflated; these are the first two bytes with the window that is used.
    const paper = bytes.indexOf(Buffer.of(0x48, 0x0d));
    expect(paper).toBeGreaterThan(0);
    bytes[paper + 20] = (bytes[paper + 20] ?? 0) ^ 0x10;
    writeFileSync(file, bytes);
    const kept = emptyIndex();
    const damaged: string[] = [];
    kept.onDamage((path) => damaged.push(path));
    await kept.load(file, anyNote);
    await expect(kept.get("a:0")).rejects.toThrow(SnapshotError);
    expect([existsSync(file), damaged]).toEqual([true, [file]]);
    // What cannot be read is not copied to another file either, and reading a good one makes up for it.
    const copy = join(temporaryFolder(), "copy");
    await expect(kept.save(copy, "")).rejects.toThrow(SnapshotError);
    expect(existsSync(copy)).toBe(false);
    const good = emptyIndex();
    await good.add(manyPapers(0, 1));
    await good.save(copy, "");
    await kept.load(copy, anyNote);
    await kept.save(copy, "");
    expect((await kept.get("a:0"))?.id).toBe("a:0");
  });
});

async function everything(index: SearchIndex) {
  const queries = [
    "honey",
    "bees maze",
    "HM",
    '"hive wasp"',
    "wsap",
    "author:ada",
    "realtime -hive",
    "sort:new",
  ];
  return {
    size: index.size,
    found: await Promise.all(
      queries.map(async (query) => {
        const { total, hits } = await index.search(query, WINDOW);
        return {
          total,
          hits: hits.map(({ paper, score, why }) => ({ paper, why, score: score.toFixed(9) })),
        };
      }),
    ),
    similar: (await index.similar(["a:1"], WINDOW)).hits.map(({ paper, score }) => [
      paper.id,
      score.toFixed(9),
    ]),
    suggested: await Promise.all(["", "h", "hon"].map((text) => index.suggestQueries(text, 10))),
    titles: (await index.suggestTitles("", 10)).map(({ id }) => id),
  };
}
