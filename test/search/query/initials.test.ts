import { describe, expect, it } from "vitest";
import { someIndex } from "../../support/library/search-index.ts";

const FIRST = { offset: 0, limit: 5 };

const SPEECH = [
  { title: "Robust automatic speech recognition", abstract: "It hears well." },
  { title: "Hearing machines", abstract: "Automatic speech recognition in the noise of kitchens." },
  { title: "Voices", abstract: "From text to speech." },
  { title: "Routing in mixtures of experts", abstract: "A mixture of experts each." },
  { title: "A mixture of experts", abstract: "Sparse." },
  { title: "Bees", abstract: "Honey." },
];

async function find(query: string, papers: readonly { title: string; abstract: string }[] = SPEECH) {
  const { hits } = await (await someIndex(papers)).search(query, FIRST);
  return hits.map(({ paper, why, note }) => ({ title: paper.title, why, note }));
}

describe("the initials of words that papers say", () => {
  it.each(["ASR", "asr"])("are found as %s, and the answer says so", async (query) => {
    const hits = await find(query);
    expect(hits.map(({ title }) => title).sort()).toEqual([
      "Hearing machines",
      "Robust automatic speech recognition",
      "Voices",
    ]);
    expect(hits[0]).toMatchObject({
      why: `“${query}” read as “automatic speech recognition”`,
      note: `“${query}” read as “automatic speech recognition”`,
    });
  });

  it("count as had by papers that have all they stand for", async () => {
    const index = await someIndex(SPEECH);
    const counts = ["ASR", "ASR kitchens", "ASR zebras"].map(
      async (query) => (await index.search(query, FIRST)).complete,
    );
    expect(await Promise.all(counts)).toEqual([2, 1, 0]);
  });

  it("are no missing word beside others", async () => {
    const [first] = await find("ASR kitchens");
    expect(first).toMatchObject({
      title: "Hearing machines",
      note: "“ASR” read as “automatic speech recognition”",
    });
  });

  it.each([
    ["MoE routing", "Routing in mixtures of experts", "mixtures of experts"],
    ["moe", "Routing in mixtures of experts", "mixtures of experts"],
  ])("may be those of stop words: %s", async (query, title, long) => {
    const [first] = await find(query);
    expect(first?.title).toBe(title);
    expect(first?.why).toContain(`read as “${long}”`);
  });

  it("have to be of two papers, unless they are typed in capitals", async () => {
    const papers = [
      { title: "Wide blue sea", abstract: "Fish." },
      { title: "Bees", abstract: "Honey." },
    ];
    expect(await find("wbs", papers)).toEqual([]);
    expect(await find("WBS", papers)).toMatchObject([{ title: "Wide blue sea" }]);
  });

  it("are not read where papers explain them, or have them as they are", async () => {
    const explained = [
      ...SPEECH,
      { title: "Audio scene retrieval (ASR)", abstract: "" },
      { title: "ASR", abstract: "ASR." },
    ];
    for (const { why } of await find("ASR", explained)) expect(why).not.toContain("read as");
    const known = [...SPEECH, { title: "The asr", abstract: "" }];
    expect(await find("asr", known)).toMatchObject([{ title: "The asr" }]);
  });

  it("are not those of words that only hold a text together", async () => {
    const papers = Array.from({ length: 3 }, () => ({
      title: "Bees",
      abstract: "A new approach designed to help.",
    }));
    expect(await find("NAD", papers)).toEqual([]);
  });

  it("do not stand in the way of a slip", async () => {
    expect(await find("beees")).toMatchObject([
      { title: "Bees", why: expect.stringContaining("read as “bees”") },
    ]);
  });

  it("are looked up for two words of a query, for it takes a while", async () => {
    const read = async (query: string) =>
      (await find(query)).some(({ why }) => why.includes("“ASR” read as"));
    expect([await read("XQZ ASR"), await read("XQZ XQZ ASR"), await read("XQZ QZX ASR")]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it("are looked up anew when papers have come", async () => {
    const index = await someIndex(SPEECH.slice(2));
    expect((await index.search("ASR", FIRST)).hits).toEqual([]);
    const more = await someIndex(SPEECH.slice(0, 2));
    const papers = (await more.search("speech", FIRST)).hits.map(({ paper }) => ({
      ...paper,
      id: `b:${paper.id}`,
    }));
    await index.add(papers);
    expect((await index.search("ASR", FIRST)).hits.length).toBeGreaterThan(0);
  });
});
