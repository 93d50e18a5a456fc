import { describe, expect, test } from "vitest";
import { papersOfMarkdown } from "../../../../src/papers/import/daily-papers/markdown.ts";

const arxiv = "https://arxiv.org/abs/2611.00077";

describe("a row of a list or a table", () => {
  test.each([
    `|**2026-11-26**|**Toy Moths Find Lamps**|Eva Moth et.al.|[2611.00077](http://arxiv.org/abs/2611.00077v1)|null|`,
    `| 1) **Toy Moths Find Lamps** - A study of moths. | [Paper](${arxiv}), [Tweet](https://x.com/a) |`,
    `| [Toy Moths Find Lamps](${arxiv}) (Read more on [arXiv](${arxiv})) | Eva Moth | Moths fly. |`,
    `| Toy Moths Find Lamps | Eva Moth | [PDF](https://arxiv.org/pdf/2611.00077) |`,
    `- [2026/11/26] **Toy Moths Find Lamps** | [[paper]](${arxiv}) | [[code]](https://github.com/ex/moths)`,
    `- [2026/11/26] Toy Moths Find Lamps | [[paper]](${arxiv})`,
    `* Toy Moths Find Lamps, *ToyConf 2026* [[Paper](${arxiv})] [[Code](https://github.com/ex/moths)]`,
    `- (ToyConf 26) **Toy Moths Find Lamps** ${arxiv}`,
    `- **[Toy Moths Find Lamps](${arxiv})** Eva Moth`,
    `1. Toy Moths Find Lamps. Eva Moth. [[pdf]](${arxiv})`,
    `- **Toy Moths Find Lamps**\n  - 2026.11 | [paper](${arxiv})`,
    `- [Toy Moths Find Lamps](https://doi.org/10.48550/arXiv.2611.00077)`,
  ])("%j", (row) => {
    expect(papersOfMarkdown(`# Toys\n\n${row}\n`)).toMatchObject([
      { kind: "paper", found: { id: "arxiv:2611.00077", title: "Toy Moths Find Lamps" } },
    ]);
  });

  test("names the code", () => {
    const [moths] = papersOfMarkdown(
      `- **Toy Moths Find Lamps** [[paper]](${arxiv}) [[code]](https://github.com/ex/moths)`,
    );
    expect(moths).toMatchObject({ found: { codeUrl: "https://github.com/ex/moths" } });
  });

  test("each paper comes once, and other rows are none", () => {
    const text = `|Title|PDF|\n|---|---|\n|**Toy Moths Find Lamps**|[2611.00077](${arxiv})|\n- [Toy Moths Find Lamps](${arxiv})\n- [A page about moths](https://example.org)\n`;
    expect(papersOfMarkdown(text)).toHaveLength(1);
  });

  test.each([
    `- [paper](${arxiv})`,
    `- [Paper link](${arxiv})`,
    `- [](${arxiv})`,
    `- <${arxiv}>\n- [PDF](${arxiv})`,
    `- Paper: ${arxiv}`,
    `${arxiv}`,
    `See [[1]](${arxiv}).`,
    `[![arXiv](https://img.example.org/badge/arXiv-red)](${arxiv})`,
  ])("without a title goes by its id: %s", (text) => {
    expect(papersOfMarkdown(`# Links\n\n${text}\n`)).toMatchObject([
      { kind: "paper", found: { id: "arxiv:2611.00077", title: "arXiv:2611.00077" } },
    ]);
  });

  test("without a title or an id of arXiv's is broken", () => {
    expect(papersOfMarkdown("- [paper](https://doi.org/10.1000/toy)\n")).toEqual([
      { kind: "broken", line: 1, reason: "no title beside doi:10.1000/toy" },
    ]);
  });

  test.each([
    [`- (*ICML 2026*) Toy Bees Solve Mazes [[paper](${arxiv})]`, "Toy Bees Solve Mazes"],
    [`- Toy Bees Solve Mazes. [[Paper]](${arxiv})`, "Toy Bees Solve Mazes"],
  ])("with a venue in front or a full stop: %s", (text, title) => {
    expect(papersOfMarkdown(text)).toMatchObject([{ found: { title } }]);
  });

  test("keeps the code behind a badge", () => {
    const row = `- **Toy Bees Solve Mazes** [![Star](https://img.example.org/x.svg)](https://github.com/ex/bees) [arXiv](${arxiv})`;
    expect(papersOfMarkdown(row)).toMatchObject([{ found: { codeUrl: "https://github.com/ex/bees" } }]);
  });

  test.each(["|**", "- [a](", "[[", "](http://", "- **a** ", "| a "])("reads a megabyte of %j", (piece) => {
    expect(papersOfMarkdown(piece.repeat(1_000_000 / piece.length)).length).toBeLessThan(2);
    expect(papersOfMarkdown(`${piece.repeat(100)}\n`.repeat(2000)).length).toBeLessThan(2001);
  });
});
