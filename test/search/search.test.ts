import { describe, expect, test } from "vitest";
import { someIndex, titlesFor } from "../support/library/search-index.ts";

const LIBRARY = [
  { title: "Streaming Video for Hives", abstract: "Bees watch a stream of video.", published: "2024-05" },
  { title: "Video Question Answering by Wasps", published: "2025-03-02", categories: ["cs.CV"] },
  { title: "Once for All: One Hive and Its Bees", published: "2023", authors: ["José Beispiel"] },
  {
    title: "Honeycomb Search",
    abstract: "We present honeycomb architecture search (HAS) with Gaussian splatting in real-time.",
    published: "2026-11-20",
    codeUrl: "https://example.org/code",
    upvotes: 7,
  },
  { title: "A Report in C++", abstract: "Written in C++ for GPT-4.", categories: ["cs.PL"], upvotes: 30 },
  { title: "What Is It", summary: "Nothing.", categories: ["math.CO"] },
];

describe("words", () => {
  test("find the papers about all of them first", async () => {
    const index = await someIndex(LIBRARY);
    expect(await titlesFor(index, "streaming video")).toEqual([
      "Streaming Video for Hives",
      "Video Question Answering by Wasps",
    ]);
  });

  test.each([
    ["gpt4", "A Report in C++"],
    ["gpt 4", "A Report in C++"],
    ["c++", "A Report in C++"],
    ["realtime", "Honeycomb Search"],
    ["real time", "Honeycomb Search"],
    ["gausian", "Honeycomb Search"],
    ["HAS", "Honeycomb Search"],
    ["jose beispiel", "Once for All: One Hive and Its Bees"],
    ["once for all", "Once for All: One Hive and Its Bees"],
    ["what is it", "What Is It"],
    ["is it", "What Is It"],
  ])("%j finds %j", async (query, title) => {
    expect((await titlesFor(await someIndex(LIBRARY), query))[0]).toBe(title);
  });

  test("that are in the title count most where all are in it", async () => {
    const index = await someIndex([
      { title: "Bees", abstract: "A maze, a maze, a maze of bees and more bees in a maze." },
      { title: "Bees in a Maze", abstract: "Nothing else is said about them, but it takes a few words." },
    ]);
    expect((await titlesFor(index, "bees maze"))[0]).toBe("Bees in a Maze");
  });

  test("are the beginning of a title rather than its end", async () => {
    const index = await someIndex([
      { title: "A Long Look at Honey Bee Mazes", published: "2026" },
      { title: "Honey Bee Mazes at a Long Look", published: "2020" },
    ]);
    expect((await titlesFor(index, "honey bee mazes"))[0]).toBe("Honey Bee Mazes at a Long Look");
  });

  test("are read with their stop words where a title begins with them", async () => {
    const index = await someIndex([
      { title: "Honey Mazes and Bees", published: "2026" },
      { title: "Honey Mazes for Bees", published: "2020" },
    ]);
    expect(await titlesFor(index, "honey mazes for")).toEqual([
      "Honey Mazes for Bees",
      "Honey Mazes and Bees",
    ]);
    expect(await titlesFor(index, "honey mazes and")).toEqual([
      "Honey Mazes and Bees",
      "Honey Mazes for Bees",
    ]);
    const mazes = await someIndex([
      { title: "Many Mazes", abstract: "Mazes and mazes.", published: "2026" },
      { title: "In the Mazes of Honey Bees", published: "2020" },
    ]);
    expect((await titlesFor(mazes, "in the mazes"))[0]).toBe("In the Mazes of Honey Bees");
    expect((await titlesFor(mazes, "mazes"))[0]).toBe("Many Mazes");
  });

  test("that stand together count more than words that do not", async () => {
    const index = await someIndex([
      { title: "One", abstract: "Honey is sweet, and nobody who has been stung forgets the bees." },
      { title: "Two", abstract: "The honey bees have been forgotten, and nobody who is sweet stung." },
    ]);
    expect(await titlesFor(index, "honey bees")).toEqual(["Two", "One"]);
  });

  test("that name things more often than people are not taken for names", async () => {
    const index = await someIndex([
      { title: "Long Dances", abstract: "Long." },
      { title: "Long Mazes" },
      { title: "Short", authors: ["Zoe Long"] },
    ]);
    expect(await titlesFor(index, "long")).not.toContain("Short");
    expect(await titlesFor(index, "zoe")).toEqual(["Short"]);
  });

  test("with equal scores come newest first, and pages fit together", async () => {
    const years = ["2021", "2024", "2022", "2025", "2023"];
    const index = await someIndex(years.map((published) => ({ title: "Equal Bees", published })));
    const pages = await Promise.all([0, 2, 4].map((offset) => index.search("bees", { offset, limit: 2 })));
    expect(pages.flatMap(({ hits }) => hits.map(({ paper }) => paper.published))).toEqual(
      [...years].sort().reverse(),
    );
    expect((await index.search("bees", { offset: 0, limit: 2 })).total).toBe(5);
  });
});

describe("filters", () => {
  test.each(["author:o'brien", "author:obrien", "author:O’Brien"])(
    "%s finds a name with an apostrophe",
    async (query) => {
      const index = await someIndex([{ title: "Bees", authors: ["Flann O'Brien"] }, "Wasps"]);
      expect(await titlesFor(index, query)).toEqual(["Bees"]);
    },
  );

  test.each([
    ['"video question"', ["Video Question Answering by Wasps"]],
    ['"question video"', []],
    ["video -wasps", ["Streaming Video for Hives"]],
    ['video -"question answering"', ["Streaming Video for Hives"]],
    ["author:bei", ["Once for All: One Hive and Its Bees"]],
    ['author:"jose b"', ["Once for All: One Hive and Its Bees"]],
    ["author:ispiel", []],
    ["category:CS.cv", ["Video Question Answering by Wasps"]],
    ["category:math", ["What Is It"]],
    ["category:gr-qc", []],
    ["year:2024", ["Streaming Video for Hives"]],
    ["year:2024..2025", ["Video Question Answering by Wasps", "Streaming Video for Hives"]],
    ["since:1w", ["Honeycomb Search"]],
    ["has:code", ["Honeycomb Search"]],
    ["has:votes sort:votes", ["A Report in C++", "Honeycomb Search"]],
    ["-category:cs", ["What Is It"]],
    ['"it is"', []],
    ['"what is it"', ["What Is It"]],
    ['"videos questioned"', ["Video Question Answering by Wasps"]],
    ['"video for"', ["Streaming Video for Hives"]],
    ['"bees and its"', []],
  ])("%j lists %j", async (query, titles) => {
    const papers = LIBRARY.map((paper) => ({ categories: ["cs.AI"], ...paper }));
    expect(await titlesFor(await someIndex(papers), query)).toEqual(titles);
  });

  test("sort:new shows the papers that have every word, newest first", async () => {
    const index = await someIndex([
      { title: "Honey Bees", published: "2020" },
      { title: "Honey Bees Again", published: "2022" },
      { title: "Bees Alone", published: "2026" },
    ]);
    expect(await titlesFor(index, "honey bees sort:new")).toEqual(["Honey Bees Again", "Honey Bees"]);
  });

  test("a pasted link finds its paper", async () => {
    const index = await someIndex(["First", "Second"]);
    expect(await titlesFor(index, "https://arxiv.org/abs/2601.00002v3")).toEqual(["Second"]);
    expect(await index.search("2501.99999", { offset: 0, limit: 5 })).toEqual({
      total: 0,
      hits: [],
      alternatives: [],
    });
  });

  test("mean nothing where plain words are asked for", async () => {
    const index = await someIndex(["Author Names in Hives"]);
    expect((await index.searchWords("author:names -hives", { offset: 0, limit: 5 })).total).toBe(1);
  });
});

describe("why", () => {
  test.each([
    ["streaming video", "Matches “streaming”, “video” in the title"],
    ["Video watching", "Matches “Video” in the title, “watching” in the text"],
    ["gausian splatting", "Matches “gaussian”, “splatting” in the text; “gausian” read as “gaussian”"],
    ["HAS", "Matches “HAS” in the text; HAS = honeycomb architecture search"],
    ["beispiel", "Matches “beispiel” among the authors"],
    ["GPT-4", "Matches “GPT”, “4” in the text"],
    ["has:code", ""],
  ])("of the first hit for %j is %j", async (query, why) => {
    const index = await someIndex(LIBRARY);
    expect((await index.search(query, { offset: 0, limit: 1 })).hits[0]?.why).toBe(why);
  });
});

test("a long answer says how it divides up, whichever page is shown; a short one does not", async () => {
  const papers = Array.from({ length: 30 }, (_, at) => ({
    title: `Bees ${at}`,
    ...(at % 3 === 0 && { codeUrl: "https://example.org/code" }),
    ...(at < 25 && { published: at < 20 ? "2025-03" : "2026" }),
  }));
  const index = await someIndex(papers);
  const facets = {
    withCode: 10,
    years: [
      { year: 2026, papers: 5 },
      { year: 2025, papers: 20 },
    ],
  };
  expect((await index.search("bees", { offset: 0, limit: 5 })).facets).toEqual(facets);
  expect((await index.search("bees", { offset: 25, limit: 5 })).facets).toEqual(facets);
  expect((await index.search("bees year:2026", { offset: 0, limit: 1 })).facets).toBeUndefined();
});

describe("instead of nothing", () => {
  test.each([
    ["video year:1999", "video"],
    ['"video streaming"', "video streaming"],
    ['"gausian splatting"', '"gaussian splatting"'],
    ["video -video", "video"],
  ])("of %j, %j is offered", async (query, offered) => {
    const index = await someIndex(LIBRARY);
    const { total, alternatives } = await index.search(query, { offset: 0, limit: 5 });
    expect(total).toBe(0);
    expect(alternatives).toContain(offered);
    for (const other of alternatives)
      expect((await index.search(other, { offset: 0, limit: 1 })).total).toBeGreaterThan(0);
  });

  test("an empty library offers nothing", async () => {
    const index = await someIndex([]);
    expect(await index.search("bees", { offset: 0, limit: 5 })).toEqual({
      total: 0,
      complete: 0,
      hits: [],
      alternatives: [],
    });
  });

  test("topics with a form of a word are offered, and none that only begin alike", async () => {
    const index = await someIndex([{ title: "Small Bees", keywords: ["LLM quantization"] }]);
    const offered = async (query: string) =>
      (await index.search(query, { offset: 0, limit: 5 })).alternatives;
    expect(await offered("quantizing year:1890")).toContain("LLM quantization");
    expect(await offered("quantum chromodynamics")).toEqual([]);
  });

  test.each(["xqzzy", "qwertzuiop", "honoured guests"])("%j offers no unrelated topic", async (query) => {
    const index = await someIndex(LIBRARY);
    expect((await index.search(query, { offset: 0, limit: 5 })).alternatives).toEqual([]);
  });
});

test("papers that have all the words are counted apart, and are what a long answer divides into", async () => {
  const papers = Array.from({ length: 40 }, (_, at) => ({
    title: at < 15 ? `Streaming video ${at}` : `Video of bees ${at}`,
    published: at < 4 ? "2025" : "2026",
  }));
  const index = await someIndex(papers);
  const result = await index.search("streaming video", { offset: 0, limit: 5 });
  expect(result).toMatchObject({ total: 40, complete: 15 });
  expect(result.facets?.years).toEqual([
    { year: 2026, papers: 11 },
    { year: 2025, papers: 4 },
  ]);
  expect(await index.search("video", { offset: 0, limit: 5 })).toMatchObject({ total: 40, complete: 40 });
});

test("texts and queries of any length are answered", async () => {
  const index = await someIndex([{ title: "Long", abstract: "honey bee maze ".repeat(1300) }]);
  expect((await index.search("honey ".repeat(1000), { offset: 0, limit: 5 })).total).toBe(1);
  const letters = Array.from(
    { length: 100 },
    (_, at) => `unknown${String.fromCharCode(97 + (at % 26), 97 + ((at * 7) % 26))}`,
  );
  expect((await index.search(`${letters.join(" ")} maze`, { offset: 0, limit: 5 })).total).toBe(1);
});

describe("an acronym with several meanings", () => {
  const meanings = [
    ...["A", "B", "C"].map((name) => ({
      title: `Backups ${name}`,
      abstract: "Disks for network attached storage (NAS) in a cellar.",
    })),
    { title: "Hives D", abstract: "We try neural architecture search (NAS) with bees and their cells." },
    { title: "A Neural Hive", abstract: "To search for a neural architecture, bees fly." },
    { title: "Shelves", abstract: "Storage that is attached to a network of cellars." },
  ];

  test("is read as the one that the other words go with", async () => {
    const index = await someIndex(meanings);
    const [first] = (await index.search("nas bees", { offset: 0, limit: 9 })).hits;
    expect(first?.why).toContain("NAS = neural architecture search");
    expect(first?.why).not.toContain("storage");
  });

  test("is read as the commonest where there are none", async () => {
    const index = await someIndex(meanings);
    const found = (await index.search("nas", { offset: 0, limit: 9 })).hits;
    expect(found[0]?.why).toContain("NAS = network attached storage");
  });
});

describe("the meanings of an acronym", () => {
  const LONG = ["network attached storage", "neural architecture search", "non access stratum"];
  /** So many papers that explain it, and one that only has the words. */
  const explaining = (long: string, papers: number, more = "") => [
    ...Array.from({ length: papers }, (_, at) => ({
      title: `Of ${long[1]} ${at}`,
      abstract: `${long} (NAS) ${more}`,
    })),
  ];
  const meaningsFor = async (query: string, library: Parameters<typeof someIndex>[0]) => {
    const { hits } = await (await someIndex(library)).search(query, { offset: 0, limit: 50 });
    return LONG.filter((long) => hits.some(({ why }) => why?.includes(`NAS = ${long}`)));
  };

  test("are two at most", async () => {
    const library = LONG.flatMap((long) => explaining(long, 3));
    expect(await meaningsFor("nas", library)).toHaveLength(2);
  });

  test.each([
    [5, ["neural architecture search"]],
    [6, ["network attached storage", "neural architecture search"]],
  ])("count a tenth where nothing else of the query is near: %d papers beside one", async (papers, read) => {
    const [common = "", near = ""] = LONG;
    const library = [...explaining(common, papers), ...explaining(near, 1, "with bees")];
    expect(await meaningsFor("nas bees", library)).toEqual(read);
  });
});

describe("a short form that is also a word", () => {
  const library = () =>
    someIndex([
      { title: "Vision in Action (ViA)", abstract: "A robot that looks where it acts." },
      ...Array.from({ length: 60 }, (_, at) => `Learning ${at} things via imitation`),
      "Robots whose vision is action",
    ]);

  test("is expanded where it is typed as a short form, and left alone as a word", async () => {
    const index = await library();
    expect(await titlesFor(index, "ViA", 100)).toContain("Robots whose vision is action");
    expect(await titlesFor(index, "via", 100)).not.toContain("Robots whose vision is action");
  });
});

describe("a known paper", () => {
  test("is first where its title holds the words as they were typed", async () => {
    const index = await someIndex([
      {
        title: "Graph of Attacks on Bees and Levels",
        abstract: "Graph attack, attack on a graph, level by level, graph.",
      },
      { title: "Level Graph Attacks by a Very Long Row of Wasps and Hornets", abstract: "They sting." },
    ]);
    expect((await titlesFor(index, "level graph attacks"))[0]).toMatch(/^Level Graph/);
  });

  test("is first among titles with its words if it has the fewest others", async () => {
    const index = await someIndex([
      { title: "Bees Dance at Noon, and What Wasps Make of It in the Evening" },
      { title: "Bees Dance at Noon" },
    ]);
    expect((await titlesFor(index, "bees dance noon"))[0]).toBe("Bees Dance at Noon");
  });
});

describe("a question", () => {
  test("finds what its subject finds", async () => {
    const index = await someIndex([
      { title: "How Can We Do What We Do", abstract: "What do I do, and how, and when should we?" },
      { title: "Bees on Long Flights", abstract: "Training bees for long flights." },
      { title: "Wasps", abstract: "Short flights." },
    ]);
    expect((await titlesFor(index, "how do I train bees for long flights?"))[0]).toBe("Bees on Long Flights");
  });
});

describe("a slip in a large library", () => {
  test("is not taken for two words that hardly ever meet", async () => {
    const index = await someIndex([
      { title: "Den", abstract: "A den of wasps." },
      { title: "Ter", abstract: "Ter is a river of bees." },
      { title: "Center", abstract: "The center of a hive." },
    ]);
    expect((await titlesFor(index, "hive denter"))[0]).toBe("Center");
  });
});

describe("a phrase or a filter inside a longer text", () => {
  const HIVES = [
    { title: "Honey Bees Find a Way Home", published: "2024" },
    { title: "Finding Home: How Honey Bees Navigate", published: "2023" },
    { title: "Ways Home for Lost Honey Bees", published: "2022" },
    { title: "A Survey of Honey Bees and Their Ways Home", published: "2021" },
    { title: "Glass", published: "2024" },
  ];
  const search = async (text: string, offset = 0, limit = 10) => {
    const result = await (await someIndex(HIVES)).search(text, { offset, limit });
    return { ...result, titles: result.hits.map(({ paper }) => paper.title) };
  };

  test("that nothing matches is left out, and named", async () => {
    const { titles, relaxed, total } = await search('honey bees home "no such phrase"');
    expect(relaxed).toEqual({ parts: ['"no such phrase"'], matching: 0 });
    expect(titles).toHaveLength(4);
    expect(total).toBe(4);
  });

  test("that few match comes first, and the rest follow, page by page", async () => {
    const text = "honey bees home year:2023";
    const { titles, relaxed, total } = await search(text);
    expect(titles[0]).toBe("Finding Home: How Honey Bees Navigate");
    expect(relaxed).toEqual({ parts: ["year:2023"], matching: 1 });
    expect(new Set(titles).size).toBe(total);
    const pages = await Promise.all([0, 2, 4].map((offset) => search(text, offset, 2)));
    expect(pages.flatMap((page) => page.titles)).toEqual(titles);
  });

  test("is kept where it leaves enough, or where it is the query", async () => {
    const all = await search("honey bees home since:2022");
    expect(all.relaxed).toBeUndefined();
    expect(all.titles).toHaveLength(3);
    expect((await search('"no such phrase" bees')).total).toBe(0);
    expect((await search("bees year:1990")).total).toBe(0);
  });

  test("does not bring back what is excluded", async () => {
    const { titles, relaxed } = await search('honey bees home "no such phrase" -survey');
    expect(relaxed?.parts).toEqual(['"no such phrase"']);
    expect(titles.some((title) => title.includes("Survey"))).toBe(false);
  });
});
