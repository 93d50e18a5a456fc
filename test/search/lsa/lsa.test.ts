import { describe, expect, test } from "vitest";
import { createSearchIndex } from "../../../src/search/create-search-index.ts";
import { randomizedSvd } from "../../../src/search/lsa/randomized-svd.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { somePaper } from "../../support/library/papers.ts";

const ALL = { offset: 0, limit: 50 };

// "Drone" and "quadcopter" never meet, but they co-occur with the same words; ants are something else.
const TOPICS = [
  ["drone", ["rotor", "hover", "altitude", "thrust", "airframe"]],
  ["quadcopter", ["rotor", "hover", "altitude", "thrust", "airframe"]],
  ["ant", ["nest", "queen", "larva", "pheromone", "soldier"]],
] as const;

function papers(count: number) {
  return Array.from({ length: count }, (_, at) => {
    const [name, others] = TOPICS[at % 3] ?? TOPICS[0];
    const words = [0, 1, 2].map((shift) => others[(at + shift * 2 + (at >> 3)) % others.length]);
    return somePaper({
      id: `a:${at}`,
      title: `${name} study ${at}`,
      abstract: `${name} ${words.join(" ")} shared`,
    });
  });
}

async function someIndex(count: number): Promise<SearchIndex> {
  const index = createSearchIndex({ now: () => 0 });
  await index.add(papers(count));
  return index;
}

const order = async (index: SearchIndex, query: string) =>
  (await index.search(query, ALL)).hits.map(({ paper, score }) => [paper.id, score.toFixed(9)]);

describe("refine", () => {
  test("brings what uses other words for the same thing to the front", async () => {
    const index = await someIndex(300);
    // Neither says "drone"; without a better reason the newer one comes first.
    await index.add([
      somePaper({ id: "a:ants", title: "Annual report", abstract: "Nest queen larva.", published: "2026" }),
      somePaper({ id: "a:quad", title: "Yearly report", abstract: "Rotor hover thrust.", published: "2025" }),
    ]);
    const reports = async () => {
      const { hits } = await index.search("drone report", { offset: 0, limit: 400 });
      return hits.flatMap(({ paper }) => (paper.title.endsWith("report") ? [paper.id] : []));
    };
    expect(await reports()).toEqual(["a:ants", "a:quad"]);
    await index.refine();
    expect(await reports()).toEqual(["a:quad", "a:ants"]);
  });

  test("makes papers on the same thing alike", async () => {
    const index = await someIndex(300);
    await index.refine();
    const { hits } = await index.similar(["a:0"], { offset: 0, limit: 300 });
    const scores = (name: string) =>
      hits.filter(({ paper }) => paper.title.startsWith(name)).map(({ score }) => score);
    expect(scores("quadcopter")).toHaveLength(100);
    expect(Math.min(...scores("quadcopter"))).toBeGreaterThan(0.1);
    expect(Math.max(...scores("ant"))).toBeLessThan(0.05);
  });

  test("places papers that come later, as if they had been there", async () => {
    const early = await someIndex(300);
    const late = await someIndex(300);
    await early.add([somePaper({ id: "a:new", title: "drone news", abstract: "rotor hover shared" })]);
    await late.refine();
    await late.add([somePaper({ id: "a:new", title: "drone news", abstract: "rotor hover shared" })]);
    await early.refine();
    const score = async (index: SearchIndex) =>
      (await index.search("quadcopter news", ALL)).hits.find(({ paper }) => paper.id === "a:new")?.score ?? 0;
    expect(await score(late)).toBeGreaterThan(0);
    expect(await score(late)).toBeCloseTo(await score(early), 0);
  });

  test("also places those that come while it is learning", async () => {
    const index = await someIndex(2000);
    const learning = index.refine();
    await index.add([somePaper({ id: "a:new", title: "drone news", abstract: "rotor hover shared" })]);
    const before = (await index.search("drone news", ALL)).hits[0]?.score ?? 0;
    await learning;
    expect((await index.search("drone news", ALL)).hits[0]?.score).toBeGreaterThan(before);
  });

  test("may be asked for again while it is at it", async () => {
    const [once, twice] = [await someIndex(300), await someIndex(300)];
    await Promise.all([once.refine(), twice.refine(), twice.refine()]);
    expect(await order(twice, "drone shared")).toEqual(await order(once, "drone shared"));
  });

  test("is the same every time, and leaves a small library alone", async () => {
    const [one, two] = [await someIndex(300), await someIndex(300)];
    const before = await order(one, "drone shared");
    await Promise.all([one.refine(), two.refine()]);
    expect(await order(one, "drone shared")).toEqual(await order(two, "drone shared"));
    expect(await order(one, "drone shared")).not.toEqual(before);
    const small = await someIndex(30);
    const asItWas = await order(small, "drone shared");
    await small.refine();
    expect(await order(small, "drone shared")).toEqual(asItWas);
  });

  test("lets others have their turn, and ends when told to", async () => {
    const index = await someIndex(3000);
    const before = await order(index, "drone shared");
    const controller = new AbortController();
    setImmediate(() => controller.abort());
    await index.refine(controller.signal);
    expect(await order(index, "drone shared")).toEqual(before);
  });
});

describe("latentBasis", () => {
  test("spans what the rows span, in directions at right angles", () => {
    // Two rows that are always the same, and one that is not.
    const matrix = {
      starts: Uint32Array.of(0, 2, 4, 5),
      columns: Uint32Array.of(0, 1, 0, 1, 2),
      values: Float32Array.of(3, 4, 3, 4, 2),
      width: 3,
    };
    const steps = randomizedSvd(matrix, 2);
    let step = steps.next();
    while (!step.done) step = steps.next();
    const basis = step.value;
    const at = (row: number, d: number) => basis[row * 2 + d] ?? 0;
    const inner = (a: number, b: number) => [0, 1, 2].reduce((sum, row) => sum + at(row, a) * at(row, b), 0);
    expect(inner(0, 0)).toBeCloseTo(1, 4);
    expect(inner(1, 1)).toBeCloseTo(1, 4);
    expect(inner(0, 1)).toBeCloseTo(0, 4);
    const lengthOf = (...row: number[]) =>
      Math.hypot(...[0, 1].map((d) => row.reduce((sum, value, r) => sum + value * at(r, d), 0)));
    expect(lengthOf(3, 4, 0)).toBeCloseTo(5, 3);
    expect(lengthOf(0, 0, 2)).toBeCloseTo(2, 3);
    expect(lengthOf(4, -3, 0)).toBeCloseTo(0, 3);
  });
});
