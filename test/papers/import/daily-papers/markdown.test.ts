import { describe, expect, test } from "vitest";
import { papersOfMarkdown } from "../../../../src/papers/import/daily-papers/markdown.ts";

const hub = "https://huggingface.co";

function brief(markdown: string) {
  return papersOfMarkdown(markdown).map((item) =>
    item.kind === "paper" ? [item.line, item.found.id, item.found.title, item.found.abstract] : item.reason,
  );
}

describe("papersOfMarkdown", () => {
  test("reads a day's list", () => {
    const markdown = `Get trending papers in your email inbox once a day!

# Daily Papers

by AK and the research community

Nov 20

[12](${hub}/login?next=%2Fpapers%2F2611.00042)

### [Toy Bees Solve Mazes](${hub}/papers/2611.00042)

We show bees. They learn
in two lines.

- 3 authors

·

Nov 19[1](${hub}/papers/2611.00042#community)

[-](${hub}/login?next=%2Fpapers%2F2611.00043)

### [Wasps: A Long Title
  That Goes On](${hub}/papers/2611.00043)

[We link the whole abstract to its paper.](${hub}/papers/2611.00043)

[Hive Lab](${hub}/hive)

·

Feb 27, 2025
`;
    expect(brief(markdown)).toEqual([
      [11, "arxiv:2611.00042", "Toy Bees Solve Mazes", "We show bees. They learn in two lines."],
      [
        24,
        "arxiv:2611.00043",
        "Wasps: A Long Title That Goes On",
        "We link the whole abstract to its paper.",
      ],
    ]);
  });

  test("reads a trending page, each card once", () => {
    const card = `Submitted by

anabee

### [Toy Bees Solve Mazes](${hub}/papers/2611.00042)

Bees learn mazes by themselves, it seems.

[![](${hub}/avatars/x.svg) Hive Lab](${hub}/hive) · Published on Oct 4, 2026

[Upvote
117](${hub}/login?next=%2Fpapers%2F2611.00042)

[GitHub 3.29k](https://github.com/ex/bees) [arXiv Page](https://arxiv.org/abs/2611.00042)

`;
    expect(brief(card + card)).toEqual([
      [5, "arxiv:2611.00042", "Toy Bees Solve Mazes", "Bees learn mazes by themselves, it seems."],
    ]);
  });

  test("takes the abstract from the second card if the first has none", () => {
    const link = `### [Toy Bees](${hub}/papers/2611.00042)\n\n`;
    expect(brief(`${link}- 3 authors\n\n${link}We show bees that learn.\n`)).toEqual([
      [1, "arxiv:2611.00042", "Toy Bees", "We show bees that learn."],
    ]);
  });

  test("follows references, and keeps a title whose reference is lost", () => {
    const markdown = `### [Toy Bees][32]

We show bees that learn.

### [Lost Wasps][33]

They are lost, as we show.

### [Models][34]

References

[32]: ${hub}/papers/2611.00042
[34]: ${hub}/models
`;
    expect(brief(markdown)).toEqual([
      [1, "arxiv:2611.00042", "Toy Bees", "We show bees that learn."],
      [5, undefined, "Lost Wasps", "They are lost, as we show."],
    ]);
    expect(brief(`### [Toy Bees][32]\n\nReferences\n\n   32. ${hub}/papers/2611.00042\n`)).toEqual([
      [1, "arxiv:2611.00042", "Toy Bees", undefined],
    ]);
  });

  test("resolves escapes, emphasis and links", () => {
    const markdown = `### [\\[MASK\\] is $\\\\alpha$-**Bees** \\_so\\_](/papers/2611.00042)

We show \\*bees\\* at [our page](https://bees.example.org/x), **really**.
`;
    expect(brief(markdown)).toEqual([
      [1, "arxiv:2611.00042", "[MASK] is α-Bees _so_", "We show *bees* at our page, really."],
    ]);
  });

  test("joins an abstract of two paragraphs, and stops at an organisation", () => {
    const long = "We show bees that learn mazes in many ways, and wasps that do not learn them.";
    expect(
      brief(`## [Toy Bees](/papers/2611.00042)\n\n${long}\n\n${long} Too.\n\nHive Lab\n\n${long}`),
    ).toEqual([[1, "arxiv:2611.00042", "Toy Bees", `${long} ${long} Too.`]]);
  });

  test("reads a reading list", () => {
    const markdown = `# Reading list
- [Toy Bees Solve Mazes](https://arxiv.org/abs/2611.00042v2) - nice
* [Wasps in Journals](https://doi.org/10.1000/wasps)
1. [arXiv Page](https://arxiv.org/abs/2611.00044)
2. [https://arxiv.org/abs/2611.00045](https://arxiv.org/abs/2611.00045)
- [Our home page](https://bees.example.org)
`;
    expect(brief(markdown)).toEqual([
      [2, "arxiv:2611.00042", "Toy Bees Solve Mazes", undefined],
      [3, "doi:10.1000/wasps", "Wasps in Journals", undefined],
      [4, "arxiv:2611.00044", "arXiv:2611.00044", undefined],
      [5, "arxiv:2611.00045", "arXiv:2611.00045", undefined],
    ]);
  });

  test("other Markdown holds no papers", () => {
    expect(brief("# Hello\n\n## [Docs](https://docs.example.org)\n\nText.\n")).toEqual([]);
  });

  test.each(["### [", "[", "](", "\\", "### [a\n", "- [", "[a](b) ", "**", "[x]: y\n", "[a]["])(
    "reads half a megabyte of %j",
    (piece) => {
      const markdown = `### [Toy Bees](/papers/2611.00042)\n\n${piece.repeat(500_000 / piece.length)}`;
      expect(papersOfMarkdown(markdown).length).toBeGreaterThanOrEqual(1);
      expect(papersOfMarkdown(`### [${markdown}`).length).toBeLessThanOrEqual(1);
    },
  );
});
