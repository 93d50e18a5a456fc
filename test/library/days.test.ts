import { beforeEach, describe, expect, it } from "vitest";
import { addPapers } from "../../src/library/add-papers.ts";
import { createDays, type Days } from "../../src/library/days.ts";
import type { Database } from "../../src/store/database.ts";
import { putListed } from "../../src/store/sources/sources.ts";
import { createClock } from "../support/clock.ts";
import { aPaper } from "../support/library/a-paper.ts";
import { someDatabase } from "../support/library/database.ts";

const TODAY = "2026-11-30";

let db: Database;
let days: Days;
const clock = createClock(`${TODAY}T09:00:00Z`);

beforeEach(async () => {
  clock.set(`${TODAY}T09:00:00Z`);
  db = await someDatabase();
  days = createDays({ db, now: clock.now });
});

/** Puts a paper into the library, and into the lists of sources: `{ picked: "2026-11-27" }`. */
async function paper(number: number, published: string, listed: Record<string, string> = {}, upvotes = 0) {
  const id = `arxiv:2611.0000${number}`;
  await addPapers(db, [aPaper({ id, title: `Toy paper ${number}`, published, upvotes })], clock.now());
  for (const [source, day] of Object.entries(listed)) await putListed(db, source, [{ id, day }], TODAY);
  return id;
}

describe("a day", () => {
  it("has each paper once, in the shortest list that has it, the most voted first", async () => {
    const both = await paper(1, "2026-11-25", { all: "2026-11-27", picked: "2026-11-27" });
    const few = await paper(2, "2026-11-25", { all: "2026-11-27" }, 3);
    const many = await paper(3, "2026-11-25", { all: "2026-11-27" }, 9);
    const alone = await paper(4, "2026-11-27");
    expect(await days.of("2026-11-27")).toEqual([
      { source: "picked", ids: [both] },
      { source: "all", ids: [many, few] },
      { ids: [alone] },
    ]);
    expect(await days.counts({ from: "2026-11-01", until: "2026-11-30" })).toEqual(
      new Map([["2026-11-27", 4]]),
    );
  });

  it("has what its records became, wherever that was listed", async () => {
    const former = await paper(2, "2026-11-20", { all: "2026-11-26" });
    const heir = await paper(1, "2026-11-20");
    await db.updateTable("papers").set({ merged_into: heir }).where("id", "=", former).execute();
    expect(await days.of("2026-11-26")).toEqual([{ source: "all", ids: [heir] }]);
    expect(await days.of("2026-11-20")).toEqual([]);
  });
});

describe("the latest day", () => {
  it("is the last one that a source has papers for", async () => {
    await paper(1, "2026-11-25", { all: "2026-11-27" });
    await paper(2, "2026-11-29");
    expect(await days.latest()).toBe("2026-11-27");
  });

  it("is the last one of a publication, where there is no source", async () => {
    await paper(1, "2026-11-25");
    await paper(2, "2026-11");
    await paper(3, "2027-03-01");
    expect(await days.latest()).toBe("2026-11-25");
    expect(await days.latestMonth()).toBe("2026-11");
  });

  it("is none in a library without a single day", async () => {
    await paper(1, "2026");
    expect(await days.latest()).toBeUndefined();
    expect(await days.latestMonth()).toBeUndefined();
    await paper(2, "2025-08");
    expect(await days.latest()).toBeUndefined();
    expect(await days.latestMonth()).toBe("2025-08");
  });
});

describe("the days around one", () => {
  beforeEach(async () => {
    await paper(1, "2026-11-02", { all: "2026-11-03" });
    await paper(2, "2026-11-10");
    await paper(3, "2026-11-18", { all: "2026-11-20" });
    await paper(4, "2026-12-24", { all: "2026-12-24" });
  });

  it.each([
    ["2026-11-03", { next: "2026-11-10" }],
    ["2026-11-10", { previous: "2026-11-03", next: "2026-11-20" }],
    ["2026-11-20", { previous: "2026-11-10" }],
    ["2026-11-30", { previous: "2026-11-20" }],
    ["2026-11-01", { next: "2026-11-03" }],
  ])("%s are the nearest ones with papers, and none to come", async (day, around) => {
    expect(await days.around(day)).toEqual(around);
  });
});

it("the months around one have papers too, if only the month of these is known", async () => {
  await paper(1, "2026-08");
  await paper(2, "2026-09-18", { all: "2026-10-20" });
  await paper(3, "2026-11-02");
  await paper(4, "2026-12");
  await paper(5, "2026");
  expect(await days.monthsAround("2026-09")).toEqual({ previous: "2026-08", next: "2026-10" });
  expect(await days.monthsAround("2026-10")).toEqual({ previous: "2026-08", next: "2026-11" });
  expect(await days.monthsAround("2026-08")).toEqual({ next: "2026-10" });
  expect(await days.monthsAround("2026-11")).toEqual({ previous: "2026-10" });
});

describe("several days", () => {
  it("are one list, the most voted first and then the newest; a month has what is known by the month", async () => {
    const old = await paper(1, "2026-10-30", { all: "2026-11-02" });
    const voted = await paper(2, "2026-10-30", { all: "2026-11-03", picked: "2026-11-04" }, 7);
    const month = await paper(3, "2026-11");
    const new_ = await paper(4, "2026-11-05");
    expect(await days.between({ from: "2026-11", until: "2026-11-30" })).toEqual([voted, new_, old, month]);
    expect(await days.between({ from: "2026-11-03", until: "2026-11-30" })).toEqual([voted, new_]);
  });

  it("are looked for again after a while", async () => {
    const span = { from: "2026-11-01", until: "2026-11-30" };
    expect(await days.between(span)).toEqual([]);
    const id = await paper(1, "2026-11-05");
    expect(await days.between(span)).toEqual([]);
    clock.advance(61_000);
    expect(await days.between(span)).toEqual([id]);
  });

  it("are counted source by source", async () => {
    await paper(1, "2026-11-01", { all: "2026-11-02", picked: "2026-11-03" });
    await paper(2, "2026-11-01", { all: "2026-11-02" });
    const counts = await days.countsBySource({ from: "2026-11-01", until: "2026-11-30" });
    expect(counts.map(({ source, day, papers }) => `${source} ${day} ${papers}`).sort()).toEqual([
      "all 2026-11-02 2",
      "picked 2026-11-03 1",
    ]);
  });
});
