import { describe, expect, it } from "vitest";
import { explainPaper } from "../../src/recommend/explain-paper.ts";
import { type Pick, pickPapers } from "../../src/recommend/pick.ts";
import { type Like, NO_PROFILE, type Profile } from "../../src/recommend/profile.ts";
import { describeDrop, type PickRequest } from "../../src/recommend/request.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { manyPapers } from "../support/library/many-papers.ts";
import { somePaper } from "../support/library/papers.ts";
import { idOf, type Subject, threeSubjects } from "../support/library/three-subjects.ts";

const like = (subject: Subject, number: number): Like => ({
  paper: idOf(subject, number),
  weight: 1,
  because: "4 of you upvoted it",
});
const likes = (subject: Subject, count: number) =>
  Array.from({ length: count }, (_, at) => like(subject, at));
const request = (profile: Partial<Profile>, more: Partial<PickRequest> = {}): PickRequest => ({
  topics: [],
  categories: [],
  profile: { ...NO_PROFILE, ...profile },
  count: 1,
  whenEmpty: "quiet",
  seed: "fake:C1",
  day: "2026-11-23",
  shown: [],
  ...more,
});
const usual = ({ papers }: Pick) =>
  papers.filter(({ why }) => !why.includes("something different from your usual topics"));
const subjects = (pick: Pick) => usual(pick).map(({ paper }) => paper.title.split(" ")[0]);
const picked = async (wanted: PickRequest, index: SearchIndex) => subjects(await pickPapers(wanted, index));

describe("a pick by a profile", () => {
  it("takes papers like the liked ones, never those themselves, and says what they are close to", async () => {
    const index = await threeSubjects();
    const pick = await pickPapers(request({ likes: likes("bees", 4) }, { count: 5 }), index);
    expect(new Set(subjects(pick))).toEqual(new Set(["bees"]));
    expect(pick.papers.map(({ paper }) => paper.id)).not.toContain(idOf("bees", 0));
    expect(usual(pick)[0]?.why).toMatch(/^close to “bees \d” \(4 of you upvoted it\)/);
  });

  it("finds two interests among likes that nobody named, and lets both have their turn", async () => {
    const index = await threeSubjects();
    const both = request({ likes: [...likes("bees", 6), ...likes("glass", 4)] }, { count: 5 });
    expect(new Set(await picked(both, index))).toEqual(new Set(["bees", "glass"]));
  });

  it("gives the turn of named interests in their order, with their own words", async () => {
    const index = await threeSubjects();
    const interests = [
      { name: "river flood", likes: [] },
      { name: "honey", likes: likes("bees", 3) },
    ];
    const pick = await pickPapers(request({ interests }, { count: 4 }), index);
    expect(new Set(subjects(pick))).toEqual(new Set(["bees", "rivers"]));
    expect(usual(pick).some(({ why }) => why.includes("follows: honey"))).toBe(true);
  });

  it("hides what was voted down, and says so", async () => {
    const index = await threeSubjects();
    const profile = { likes: likes("bees", 4) };
    const [first] = (await pickPapers(request(profile), index)).papers;
    const hidden = new Set([first?.paper.id ?? ""]);
    const pick = await pickPapers(request({ ...profile, hidden }), index);
    expect(pick.papers[0]?.paper.id).not.toBe(first?.paper.id);
    const drop = pick.dropped.find(({ paper }) => paper.id === first?.paper.id);
    expect(drop && describeDrop(drop, { categories: [] })).toBe("it was voted not relevant");
  });

  it("lets followed authors have a turn", async () => {
    const ada = idOf("glass", 7);
    const index = await threeSubjects((paper) =>
      paper.id === ada ? { ...paper, authors: ["Lovelace, Ada"] } : paper,
    );
    const pick = await pickPapers(
      request({ likes: likes("bees", 4), authors: ["Ada Lovelace"] }, { count: 4 }),
      index,
    );
    expect(pick.papers.find(({ paper }) => paper.id === ada)?.why).toContain(
      "by Ada Lovelace, whom you follow",
    );
  });

  it("takes one paper in six from outside what was learned, and names it as that", async () => {
    const index = await threeSubjects();
    const days = Array.from({ length: 12 }, (_, at) => `2026-11-${String(10 + at)}`);
    const exploratory: string[] = [];
    for (const day of days) {
      const { papers } = await pickPapers(request({ likes: likes("bees", 4) }, { day }), index);
      for (const { paper, why } of papers)
        if (why.startsWith("something different from your usual topics")) exploratory.push(paper.title);
    }
    expect(exploratory).toHaveLength(2);
    expect(exploratory.filter((title) => title.startsWith("bees"))).toEqual([]);
  });

  it("puts what is from outside behind what is usual, where there are several", async () => {
    const index = await threeSubjects();
    for (let day = 10; day < 16; day++) {
      const wanted = request({ likes: likes("bees", 4) }, { day: `2026-11-${day}`, count: 5 });
      const exploratory = (await pickPapers(wanted, index)).papers.map(({ why }) =>
        why.startsWith("outside"),
      );
      expect(exploratory.slice(0, 4)).toEqual([false, false, false, false]);
    }
  });

  it("is the same for the same library, channel, profile and day", async () => {
    const wanted = request({ likes: [...likes("bees", 5), ...likes("glass", 5)] }, { count: 5 });
    const [one, other] = [await threeSubjects(), await threeSubjects()];
    expect(await pickPapers(wanted, one)).toEqual(await pickPapers(wanted, other));
  });

  it("falls back on an empty day to the recent papers that come nearest to the likes", async () => {
    const index = await threeSubjects();
    // Only a library of a thousand has calibrated probabilities, and with them a threshold.
    const elsewhere = { published: "2026-11-20", upvotes: 300 };
    await index.add(
      manyPapers(800).map((paper) => ({ ...paper, ...elsewhere, id: paper.id.replace("2601", "2509") })),
    );
    const far = ["arxiv:2508.00001", "arxiv:2508.00002"].map((id) =>
      somePaper({
        id,
        title: `Ledger audit ${id}`,
        abstract: "Ledger audit tax revenue hive furnace delta.",
      }),
    );
    await index.add(far);
    const wanted = { likes: far.map(({ id }) => ({ paper: id, weight: 1, because: "you upvoted it" })) };
    const quiet = await pickPapers(request(wanted, { count: 3 }), index);
    expect(quiet).toMatchObject({ papers: [], fallback: true });
    const pick = await pickPapers(request(wanted, { count: 3, whenEmpty: "best" }), index);
    expect(pick.fallback).toBe(true);
    expect(pick.papers).toHaveLength(3);
    expect(subjects(pick)).not.toContain("Toy");
    const all = [...pick.papers, ...pick.dropped].map(({ paper }) => paper.id);
    expect(new Set(all).size).toBe(all.length);
  });

  it("passes over likes that the library does not have", async () => {
    const index = await threeSubjects();
    const gone = { paper: "arxiv:1901.00001", weight: 1, because: "a seed" };
    expect((await pickPapers(request({ likes: [gone] }), index)).papers).toHaveLength(1);
  });

  it("does not see what came out later when a day is replayed", async () => {
    const index = await threeSubjects();
    const asOf = "2026-11-05";
    const pick = await pickPapers(request({ likes: likes("bees", 4) }, { count: 5, day: asOf, asOf }), index);
    expect(pick.papers.length).toBeGreaterThan(0);
    expect([...pick.papers, ...pick.dropped].filter(({ paper }) => (paper.published ?? "") > asOf)).toEqual(
      [],
    );
  });
});

describe("explainPaper", () => {
  it("says how a paper stands with each interest, and at which stage it is left out", async () => {
    const index = await threeSubjects();
    const wanted = request({ interests: [{ name: "honey", likes: likes("bees", 3) }] });
    const [first] = (await pickPapers(wanted, index)).papers;
    const explain = async (id: string) => {
      const paper = await index.get(id);
      return paper ? await explainPaper(paper, wanted, index) : [];
    };
    expect((await explain(first?.paper.id ?? ""))[0]).toMatch(/^Picked for today: /);
    const [verdict, ...lines] = await explain(idOf("rivers", 3));
    expect(verdict).toMatch(/^Skipped: /);
    const [score, honey] = lines.filter((line) => !line.startsWith("Best match"));
    expect(score).toMatch(/^Score 0\.\d\d of 1: .*newness 0\.\d\d, unlike recent posts 0\.12$/);
    expect(honey).toMatch(/^“honey”: words [+−]\d/);
    expect((await explain(idOf("bees", 0)))[0]).toContain("is liked already");
  });
});
