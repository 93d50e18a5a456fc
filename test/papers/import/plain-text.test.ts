import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { readLines } from "../../../src/papers/import/lines.ts";
import { plainTextEntries } from "../../../src/papers/import/plain-text/plain-text.ts";
import { collect } from "../../support/collect.ts";

const abstract = (what: string) =>
  `We study ${what}. ${"It turns out that they learn, slowly, and that they forget. ".repeat(6)}`.trim();
const wrapped = (text: string) => text.replace(/(.{50,70}) /g, "$1\n");
const header =
  "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nDaily Papers\n\nbyAK and the research community\n\nSep 2\n\n";

async function brief(text: string) {
  const entries = await collect(plainTextEntries(readLines(Readable.from([Buffer.from(text)]))));
  return entries.map((entry) => {
    if (entry.kind === "broken") return entry.reason;
    if (entry.kind === "taken") return "taken";
    const { title, abstract, id } = entry.found;
    return [entry.line, title, abstract, id].filter((part) => part !== undefined);
  });
}

describe("plainTextEntries", () => {
  test("reads title, blank line, abstract", async () => {
    const text = `${header}Bees\n\n${abstract("bees")}\n\nWasps: A Survey?\n\n${abstract("wasps")}\n`;
    expect(await brief(text)).toEqual([
      [13, "Bees", abstract("bees")],
      [17, "Wasps: A Survey?", abstract("wasps")],
    ]);
  });

  test("takes no tagged line for a title", async () => {
    const text = `Some records follow here\n\nAU  - Bee, Ana of the Hive\nTI  - Toy bees and wasps\n\n%T Toy moths and flies\n\nPMID- 10000001 of some\n`;
    expect(await brief(text)).toEqual([[1, "Some records follow here"]]);
  });

  test("reads what is copied from the screen, votes, users and all", async () => {
    const text = `${header}Submitted by\nanabee\n\n101\n\nToy Bees Solve Mazes\n\n- 3 authors\n\n·\n\nNov 19\n6\n-\nWasps Learn Nothing at All\n${abstract("wasps")}\n1.32k\nAnts Carry Heavy Loads\nHive Lab\n`;
    expect(await brief(text)).toEqual([
      [18, "Toy Bees Solve Mazes"],
      [27, "Wasps Learn Nothing at All", abstract("wasps")],
      [30, "Ants Carry Heavy Loads"],
    ]);
  });

  test("joins wrapped titles and abstracts, and abstracts of two paragraphs", async () => {
    const title = "Toy Bees Solve Mazes That Are Much Larger Than the Hive That\nThey Come From";
    const text = `${title}\n\n${wrapped(abstract("bees"))}\n\n${wrapped(abstract("mazes"))}\n`;
    expect(await brief(text)).toEqual([
      [1, title.replace("\n", " "), `${abstract("bees")} ${abstract("mazes")}`],
    ]);
  });

  test("knows a short abstract by its sentences", async () => {
    expect(await brief("Toy Bees\n\nWe show bees. They learn.\n\nToy Wasps\n\nWe show wasps.\n")).toEqual([
      [1, "Toy Bees", "We show bees. They learn."],
      [5, "Toy Wasps", "We show wasps."],
    ]);
  });

  test("reads a list of titles", async () => {
    expect(
      await brief("Toy Bees Solve Mazes\nWasps Learn Nothing at All\n\nAnts Carry Heavy Loads\nMenu\n"),
    ).toEqual([
      [1, "Toy Bees Solve Mazes"],
      [2, "Wasps Learn Nothing at All"],
      [4, "Ants Carry Heavy Loads"],
    ]);
  });

  test("takes ids that stand by a title", async () => {
    const text =
      "Toy Bees\nhttps://arxiv.org/abs/2611.00042v1\n\nToy Wasps (arXiv:2611.00043)\n\nToy Ants\n\n2611.00044\n\n2611.00045\n";
    expect(await brief(text)).toEqual([
      [1, "Toy Bees", "arxiv:2611.00042"],
      [4, "Toy Wasps", "arxiv:2611.00043"],
      [6, "Toy Ants", "arxiv:2611.00044"],
    ]);
  });

  test("prose without titles holds no papers", async () => {
    expect(await brief(`${abstract("bees")}\n\n${abstract("wasps")}`)).toEqual([]);
  });

  test("names a line that is too long", async () => {
    const text = `Toy Bees\n\n${abstract("bees")}\n\n${"x".repeat(4 * 1024 * 1024 + 1)}\n\nToy Wasps\n\n${abstract("wasps")}`;
    expect(await brief(text)).toEqual([
      [1, "Toy Bees", abstract("bees")],
      "the line is longer than 4 MiB",
      [7, "Toy Wasps", abstract("wasps")],
    ]);
  });

  test.each([
    "Toy Bees Fly\n",
    "a ",
    "We fly. ",
    "2611.00042\n",
    "https://arxiv.org/abs/",
    "- \n",
    "Toy Bees\n2611.00042\n",
  ])("reads half a megabyte of %j", async (piece) => {
    const entries = await brief(piece.repeat(500_000 / piece.length));
    expect(entries.every((entry) => Array.isArray(entry))).toBe(true);
  });
});

describe("shapes of pasted text", () => {
  const bees = "Toy Bees Solve Mazes of Wood";
  const wasps = "Wasps That Count to Four";
  const sentences = "We train bees in mazes. They learn the way within a day.";
  const both = [
    [bees, sentences],
    [wasps, "We count wasps."],
  ];

  async function found(text: string) {
    const entries = await collect(plainTextEntries(readLines(Readable.from([Buffer.from(text)]))));
    return entries.flatMap((entry) => (entry.kind === "paper" ? entry.found : []));
  }

  test.each([
    ["an abstract right below", `${bees}\n${sentences}\n\n${wasps}\nWe count wasps.\n`],
    ["labels", `Title: ${bees}\nAbstract: ${sentences}\n\nTitle: ${wasps}\nAbstract: We count wasps.\n`],
    [
      "labels above",
      `Title\n${bees}\nAbstract\n${sentences}\n\nTitle\n${wasps}\nAbstract\nWe count wasps.\n`,
    ],
    ["marked abstracts", `${bees}\n\nAbstract. ${sentences}\n\n${wasps}\nAbstract—We count wasps.\n`],
    ["numbers", `1. ${bees}\n${sentences}\n\n2. ${wasps}\nWe count wasps.\n`],
    ["indented abstracts", `${bees}\n    ${sentences}\n${wasps}\n    We count wasps.\n`],
    [
      "wrapped abstracts",
      `${bees}\nWe train bees in mazes. They\nlearn the way within a day.\n\n${wasps}\nWe count wasps.\n`,
    ],
  ])("%s", async (_, text) => {
    expect((await found(text)).map(({ title, abstract }) => [title, abstract])).toEqual(both);
  });

  test.each([
    ["authors below", `${bees}\n\nAna Bee, Bo van der Wasp and C. Ant\n\n${sentences}\n`],
    ["authors right below", `${bees}\nAna Bee, Bo van der Wasp and C. Ant\n${sentences}\n`],
    [
      "a label for each",
      `Title: ${bees}\nAuthors: Ana Bee, Bo van der Wasp and C. Ant\nDate: 2026\nAbstract: ${sentences}\n`,
    ],
    ["a heading", `${bees}\n\nAna Bee, Bo van der Wasp and C. Ant\n\nAbstract\n\n${sentences}\n`],
  ])("%s", async (_, text) => {
    expect(await found(text)).toMatchObject([
      { title: bees, authors: ["Ana Bee", "Bo van der Wasp", "C. Ant"], abstract: sentences },
    ]);
  });

  test.each([
    ["a numbered list", `1. ${bees}\n2. ${wasps}\n`],
    ["a list with brackets", `[1] ${bees}\n[2] ${wasps}\n`],
    ["bullets", `• ${bees}\n• ${wasps}\n`],
    ["dashes", `- ${bees}\n- ${wasps}\n`],
    ["links behind", `${bees} https://arxiv.org/abs/2611.00042\n${wasps} (arXiv:2611.00043)\n`],
    [
      "links in front",
      `https://arxiv.org/abs/2611.00042 ${bees}\nhttps://arxiv.org/abs/2611.00043 ${wasps}\n`,
    ],
    ["links above", `arXiv:2611.00042\n${bees}\n\narXiv:2611.00043\n${wasps}\n`],
  ])("%s", async (_, text) => {
    const papers = await found(text);
    expect(papers.map(({ title }) => title)).toEqual([bees, wasps]);
    if (text.includes("2611"))
      expect(papers.map(({ id }) => id)).toEqual(["arxiv:2611.00042", "arxiv:2611.00043"]);
  });

  test("a line that looks like authors is a title where no abstract follows", async () => {
    expect(
      (await found(`${bees}\n\nMachine Learning, Graph Theory\n\n${wasps}\n`)).map((one) => one.title),
    ).toEqual([bees, "Machine Learning, Graph Theory", wasps]);
  });

  test("a mail of arXiv", async () => {
    const mail = `------------------------------------------------------------
\\\\
arXiv:2611.00042
Date: Wed, 26 Nov 2026 18:00:00 GMT   (100kb)

Title: Toy Bees Solve Mazes Over Two
  Lines
Authors: Ana Bee, Bo Wasp
Categories: cs.CV cs.LG
Comments: 12 pages
\\\\
  We train bees in mazes. They learn the way within a day. We show that no
landmark is needed.
\\\\ ( https://arxiv.org/abs/2611.00042 ,  100kb)
`;
    expect(await found(mail)).toMatchObject([
      {
        id: "arxiv:2611.00042",
        title: "Toy Bees Solve Mazes Over Two Lines",
        authors: ["Ana Bee", "Bo Wasp"],
        abstract:
          "We train bees in mazes. They learn the way within a day. We show that no landmark is needed.",
      },
    ]);
  });
});
