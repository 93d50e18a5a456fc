import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type Library, openLibrary } from "../../src/library/library.ts";
import { createSearchIndex } from "../../src/search/create-search-index.ts";
import { type Lease, takeLease } from "../../src/store/replicas/leases.ts";
import { temporaryFolder } from "../support/folder.ts";
import { TODAY } from "../support/library/library.ts";
import { somePaper } from "../support/library/papers.ts";
import { isOverPostgres, targetOf } from "../support/postgres.ts";
import { createRecordingLog } from "../support/recording-log.ts";

const DEFLATED = Buffer.of(0x48, 0x0d);
const WINDOW = { offset: 0, limit: 3 };
const BACK = "the search index is loaded";
const NO_USE = "the saved search index cannot be used; it is rebuilt";

function someBees(count: number, from = 0): string {
  const papers = Array.from({ length: count }, (_, at) =>
    somePaper({ id: `arxiv:2611.${10_000 + from + at}`, title: `Bees ${from + at}` }),
  );
  return papers.map((paper) => `${JSON.stringify(paper)}\n`).join("");
}

/** A home with 150 papers: one that has enough of them for a file, but not so many that it is written before the end. */
function someHome(): string {
  const home = temporaryFolder();
  writeFileSync(join(home, "catalogue.jsonl"), someBees(150));
  return home;
}

interface Sharing {
  /** The home that the database is in. */
  readonly database?: string;
  readonly sharing?: () => Lease | undefined;
}

async function open(home: string, { database = home, sharing }: Sharing = {}) {
  const log = createRecordingLog();
  const library = await openLibrary({
    target: await targetOf(join(database, "paperboy.db")),
    catalogue: join(home, "catalogue.jsonl"),
    index: createSearchIndex({ now: () => TODAY.getTime() }),
    now: () => TODAY,
    snapshot: { file: join(home, "search.index"), log, sharing },
  });
  await library.refresh();
  const messages = () => log.entries.map(({ message, fields }) => ({ message, ...fields }));
  return { library, messages };
}

async function importBees(library: Library, home: string, count: number, from: number): Promise<void> {
  writeFileSync(join(home, "more.jsonl"), someBees(count, from));
  await library.importFile(join(home, "more.jsonl"), { now: () => TODAY });
}

/** Where the first paper begins. Papers are deflated; the same two first bytes stand in other places, too. */
function placeOfPaper(bytes: Buffer): number {
  for (let at = bytes.indexOf(DEFLATED); at >= 0; at = bytes.indexOf(DEFLATED, at + 1)) {
    try {
      if (inflateSync(bytes.subarray(at)).toString().startsWith("{")) return at;
    } catch {
      // Not here.
    }
  }
  throw new Error("no paper in the file");
}

describe("the index of a library", () => {
  it("is kept at the end; the next start reads only what has come since", async () => {
    const home = someHome();
    const first = await open(home);
    await first.library.close();
    const importing = await open(home);
    await importBees(importing.library, home, 3, 150);
    await importing.library.close();

    const { library, messages } = await open(home);
    expect(messages()).toContainEqual({ message: BACK, papers: 150 });
    expect(library.index.size).toBe(153);
    expect((await library.index.search("bees 152", WINDOW)).hits[0]?.paper.title).toBe("Bees 152");
    expect((await library.index.search("bees 7", WINDOW)).hits[0]?.paper.title).toBe("Bees 7");
    await library.close();
  });

  it("is kept while the program runs, after many papers", async () => {
    const home = someHome();
    const { library } = await open(home);
    await importBees(library, home, 600, 150);
    await library.refresh();
    await expect.poll(() => existsSync(join(home, "search.index"))).toBe(true);
    await importBees(library, home, 5, 750);
    await library.refresh();
    expect((await library.index.search("bees 754", WINDOW)).hits[0]?.paper.title).toBe("Bees 754");
    expect((await library.index.search("bees 7", WINDOW)).hits[0]?.paper.title).toBe("Bees 7");
    // As after a crash: what another program finds is whole.
    const other = await open(home);
    expect(other.library.index.size).toBe(755);
    await other.library.close();
    await library.close();
  });

  it("is made anew if the file is missing, cut, or somebody else's", async () => {
    const home = someHome();
    await (await open(home)).library.close();
    const file = join(home, "search.index");
    const spoil = [
      () => rmSync(file),
      () => truncateSync(file, 1000),
      () => writeFileSync(file, "something else"),
      () => writeFileSync(file, ""),
    ];
    for (const spoiled of spoil) {
      spoiled();
      const { library, messages } = await open(home);
      expect(messages()).toContainEqual(expect.objectContaining({ message: NO_USE }));
      expect(library.index.size).toBe(150);
      await library.close();
      const again = await open(home);
      expect(again.messages()).toContainEqual(expect.objectContaining({ message: BACK }));
      await again.library.close();
    }
  });

  it("is discarded at once when a paper in it is damaged, so that the next start makes it anew", async () => {
    const home = someHome();
    await (await open(home)).library.close();
    const file = join(home, "search.index");
    const bytes = readFileSync(file);
    const paper = placeOfPaper(bytes);
    bytes[paper + 20] = (bytes[paper + 20] ?? 0) ^ 0x10;
    writeFileSync(file, bytes);
    const { library } = await open(home);
    await expect(library.index.get("arxiv:2611.10000")).rejects.toThrow("damaged");
    await expect.poll(() => existsSync(file)).toBe(false);
    await library.close();
    const next = await open(home);
    expect(next.messages()).toContainEqual(expect.objectContaining({ message: NO_USE }));
    expect((await next.library.index.get("arxiv:2611.10000"))?.title).toBe("Bees 0");
    await next.library.close();
  });

  it.skipIf(isOverPostgres())("does not go with a database that was put back from a backup", async () => {
    const home = someHome();
    await (await open(home)).library.close();
    const restored = temporaryFolder();
    cpSync(home, restored, { recursive: true });
    const later = await open(home);
    await importBees(later.library, home, 120, 150);
    await later.library.refresh();
    await later.library.close();

    copyFileSync(join(home, "search.index"), join(restored, "search.index"));
    const { library, messages } = await open(restored);
    expect(messages()).toEqual([{ message: NO_USE, reason: "it does not belong to this library as it is" }]);
    expect(library.index.size).toBe(150);
    await library.close();
  });

  it.skipIf(isOverPostgres())("goes unsaved, with a warning, where the file cannot be written", async () => {
    const home = someHome();
    mkdirSync(join(home, "search.index"));
    const { library, messages } = await open(home);
    expect(library.index.size).toBe(150);
    await library.close();
    expect(messages().map(({ message }) => message)).toEqual([
      "a new library was created",
      "the search index could not be saved; the next start takes longer",
    ]);
  });

  it("of a small library is not worth a file", async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, "catalogue.jsonl"), someBees(20));
    await (await open(home)).library.close();
    expect(existsSync(join(home, "search.index"))).toBe(false);
  });
});

describe("the index of a library that several processes share", () => {
  const GIVEN = "others can take over the search index";
  const TAKEN = "the search index was taken over from another process";

  /** The home of a process on another machine, which has no index yet. */
  function someFreshHome(home: string): string {
    const fresh = temporaryFolder();
    copyFileSync(join(home, "catalogue.jsonl"), join(fresh, "catalogue.jsonl"));
    return fresh;
  }

  it("is taken over by one that has none, with what has come since, or rebuilt where it was spoilt", async () => {
    const home = someHome();
    await (await open(home)).library.close();
    let lease: Lease | undefined;
    const first = await open(home, { sharing: () => lease });
    lease = await takeLease(first.library.db, { name: "snapshot", holder: "first" }, TODAY);
    await first.library.refresh();
    await expect.poll(() => first.messages().map(({ message }) => message)).toContain(GIVEN);

    const others = { database: home, sharing: () => undefined };
    const fresh = someFreshHome(home);
    const second = await open(fresh, others);
    expect(second.messages()).toContainEqual(expect.objectContaining({ message: TAKEN, papers: 150 }));
    await importBees(first.library, home, 1, 150);
    await second.library.refresh();
    expect(second.library.index.size).toBe(151);
    await second.library.close();
    const again = await open(fresh, others);
    expect(again.messages()).toContainEqual({ message: BACK, papers: 150 });
    expect(again.library.index.size).toBe(151);
    await again.library.close();

    // A piece that is not what it was, and one that is missing.
    for (const change of [{ data: Buffer.from("no index") }, { number: 7 }]) {
      await first.library.db.updateTable("index_chunks").set(change).execute();
      const spoilt = someFreshHome(home);
      const { library, messages } = await open(spoilt, others);
      expect(messages()).not.toContainEqual(expect.objectContaining({ message: TAKEN }));
      expect(library.index.size).toBe(151);
      expect(existsSync(join(spoilt, "search.index"))).toBe(false);
      await library.close();
    }
    await first.library.close();
  });
});
