import { expect, test } from "vitest";
import { papersOfMarkdown } from "../../../../src/papers/import/daily-papers/markdown.ts";

/** How people write lists of papers: a name of the form, the list, and the papers with their titles; a paper without one goes by its id. */
const LISTS: readonly (readonly [form: string, list: string, papers: Readonly<Record<string, string>>])[] = [
  [
    "heading above links",
    `# Bees

### Toy Bees Solve Wooden Mazes
[Paper](https://arxiv.org/abs/2611.00042) | [Code](https://github.com/ex/bees)

### Paper Wasps Count to Four
[[pdf]](https://arxiv.org/pdf/2611.00043v2) [[code]](https://github.com/ex/wasps)
`,
    { "arxiv:2611.00042": "Toy Bees Solve Wooden Mazes", "arxiv:2611.00043": "Paper Wasps Count to Four" },
  ],
  [
    "bold line above links",
    `## 2026

**Toy Bees Solve Wooden Mazes**

*Ana Bee, Bo Wasp*

[arXiv](https://arxiv.org/abs/2611.00042), [project](https://bees.github.io)

**Paper Wasps Count to Four** \\
*Cy Ant* \\
[[paper]](https://arxiv.org/abs/2611.00043)
`,
    { "arxiv:2611.00042": "Toy Bees Solve Wooden Mazes", "arxiv:2611.00043": "Paper Wasps Count to Four" },
  ],
  [
    "task list bare links",
    `# To read

- [ ] https://arxiv.org/abs/2611.00042
- [x] Paper Wasps Count to Four https://arxiv.org/abs/2611.00043
- [ ] [Ants Carry Honey](https://arxiv.org/abs/2611.00044)
- [x] Moths at Night: <https://arxiv.org/pdf/2611.00045.pdf>
`,
    {
      "arxiv:2611.00042": "arXiv:2611.00042",
      "arxiv:2611.00043": "Paper Wasps Count to Four",
      "arxiv:2611.00044": "Ants Carry Honey",
      "arxiv:2611.00045": "Moths at Night",
    },
  ],
  [
    "authors title venue",
    `# Reading list

1. Ana Bee, Bo Wasp. *Toy Bees Solve Wooden Mazes*. NeurIPS 2026. [arXiv](https://arxiv.org/abs/2611.00042)
2. Cy Ant, Di Fly, and Eva Moth. _Paper Wasps Count to Four._ ICML, 2026. https://arxiv.org/abs/2611.00043
3. Gnat, F., & Mite, G. (2026). *Ants Carry Honey in the Rain*. Journal of Toys. https://doi.org/10.1000/toys.4
`,
    {
      "arxiv:2611.00042": "Toy Bees Solve Wooden Mazes",
      "arxiv:2611.00043": "Paper Wasps Count to Four",
      "doi:10.1000/toys.4": "Ants Carry Honey in the Rain",
    },
  ],
  [
    "escaped brackets of our own export",
    `- [\\[Re\\] Toy Bees Solve Wooden Mazes](https://arxiv.org/abs/2611.00042). Ana Bee. 2026. [@bee2026toy]
- [Bees \\* Wasps: A \\_Toy\\_ Study](https://doi.org/10.1000/toys.5). Bo Wasp. 2026. [@wasp2026bees]
`,
    {
      "arxiv:2611.00042": "[Re] Toy Bees Solve Wooden Mazes",
      "doi:10.1000/toys.5": "Bees * Wasps: A _Toy_ Study",
    },
  ],
  [
    "bare autolinks",
    `- <https://arxiv.org/abs/2611.00042>
- <https://arxiv.org/pdf/2611.00043>
* <https://huggingface.co/papers/2611.00044>
`,
    {
      "arxiv:2611.00042": "arXiv:2611.00042",
      "arxiv:2611.00043": "arXiv:2611.00043",
      "arxiv:2611.00044": "arXiv:2611.00044",
    },
  ],
  [
    "footnotes",
    `# Notes on bees

Bees can solve mazes[^1], and wasps count[^wasp].

[^1]: Ana Bee et al., "Toy Bees Solve Wooden Mazes", 2026. https://arxiv.org/abs/2611.00042
[^wasp]: [Paper Wasps Count to Four](https://arxiv.org/abs/2611.00043), Cy Ant, 2026.
`,
    { "arxiv:2611.00042": "Toy Bees Solve Wooden Mazes", "arxiv:2611.00043": "Paper Wasps Count to Four" },
  ],
  [
    "table link first column",
    `| Link | Title | Venue | Date |
|:--|:--|:--|--:|
| [2611.00042](https://arxiv.org/abs/2611.00042) | Toy Bees Solve Wooden Mazes | NeurIPS'26 | 2026-11 |
| [link](https://arxiv.org/abs/2611.00043) | Paper Wasps Count to Four | ICML | 2026-10 |
`,
    { "arxiv:2611.00042": "Toy Bees Solve Wooden Mazes", "arxiv:2611.00043": "Paper Wasps Count to Four" },
  ],
  [
    "table link last, name first",
    `| Model | Paper | Org | Link |
|---|---|---|---|
| BeeNet | Toy Bees Solve Wooden Mazes | Hive University | [arXiv](https://arxiv.org/abs/2611.00042) |
| WaspNet | Paper Wasps Count to Four | Nest Institute | [arXiv](https://arxiv.org/abs/2611.00043) [Code](https://github.com/ex/wasps) |
`,
    { "arxiv:2611.00042": "Toy Bees Solve Wooden Mazes", "arxiv:2611.00043": "Paper Wasps Count to Four" },
  ],
  [
    "table year venue title linked",
    `Year | Venue | Paper | Code
--- | --- | --- | ---
2026 | NeurIPS | [Toy Bees Solve Wooden Mazes](https://arxiv.org/abs/2611.00042) | [GitHub](https://github.com/ex/bees)
2025 | ICML | [Paper Wasps Count to Four](https://arxiv.org/abs/2511.00043) | -
`,
    { "arxiv:2611.00042": "Toy Bees Solve Wooden Mazes", "arxiv:2511.00043": "Paper Wasps Count to Four" },
  ],
  [
    "nested bullets",
    `- **Toy Bees Solve Wooden Mazes**
  - Authors: Ana Bee, Bo Wasp
  - Venue: NeurIPS 2026
  - Paper: https://arxiv.org/abs/2611.00042
  - Code: https://github.com/ex/bees
- **Paper Wasps Count to Four**
  - Cy Ant
  - [Paper](https://arxiv.org/abs/2611.00043)
`,
    { "arxiv:2611.00042": "Toy Bees Solve Wooden Mazes", "arxiv:2611.00043": "Paper Wasps Count to Four" },
  ],
  [
    "nested topics",
    `- Insects
  - Bees
    - [Toy Bees Solve Wooden Mazes](https://arxiv.org/abs/2611.00042) (NeurIPS 2026)
  - Wasps
    - Paper Wasps Count to Four [[arXiv](https://arxiv.org/abs/2611.00043)] [[code](https://github.com/ex/w)]
`,
    { "arxiv:2611.00042": "Toy Bees Solve Wooden Mazes", "arxiv:2611.00043": "Paper Wasps Count to Four" },
  ],
  [
    "date tag title badge",
    `* (2026.11) **Toy Bees Solve Wooden Mazes** [![arXiv](https://img.shields.io/badge/arXiv-2611.00042-b31b1b.svg)](https://arxiv.org/abs/2611.00042) [![Star](https://img.shields.io/github/stars/ex/bees.svg?style=social)](https://github.com/ex/bees)
* (2026.10) **Paper Wasps Count to Four** [![arXiv](https://img.shields.io/badge/arXiv-2610.00043-b31b1b.svg)](https://arxiv.org/abs/2610.00043)
`,
    { "arxiv:2611.00042": "Toy Bees Solve Wooden Mazes", "arxiv:2610.00043": "Paper Wasps Count to Four" },
  ],
  [
    "quoted title authors",
    `- Ana Bee and Bo Wasp, "Toy Bees Solve Wooden Mazes," in *NeurIPS*, 2026. [[arXiv:2611.00042](https://arxiv.org/abs/2611.00042)]
- C. Ant et al., “Paper Wasps Count to Four”, ICML 2026, arXiv:2611.00043
`,
    { "arxiv:2611.00042": "Toy Bees Solve Wooden Mazes", "arxiv:2611.00043": "Paper Wasps Count to Four" },
  ],
  [
    "details summary",
    `<details><summary>Toy Bees Solve Wooden Mazes [<a href="https://arxiv.org/abs/2611.00042">paper</a>]</summary>

Abstract text here about bees.
</details>

- <b>Paper Wasps Count to Four</b> <a href="https://arxiv.org/abs/2611.00043">[Paper]</a> <br>
`,
    { "arxiv:2611.00042": "Toy Bees Solve Wooden Mazes", "arxiv:2611.00043": "Paper Wasps Count to Four" },
  ],
  [
    "acronym bold then title",
    `- **[BeeNet]** Toy Bees Solve Wooden Mazes, NeurIPS 2026. [[Paper]](https://arxiv.org/abs/2611.00042) [[Code]](https://github.com/ex/bees)
- \`WaspNet\`: Paper Wasps Count to Four. [[Paper]](https://arxiv.org/abs/2611.00043)
`,
    { "arxiv:2611.00042": "Toy Bees Solve Wooden Mazes", "arxiv:2611.00043": "Paper Wasps Count to Four" },
  ],
  [
    "reference links",
    `- [Toy Bees Solve Wooden Mazes][bee]
- [Paper Wasps Count to Four][2], Cy Ant

[bee]: https://arxiv.org/abs/2611.00042
[2]: https://arxiv.org/abs/2611.00043 "Wasps"
`,
    { "arxiv:2611.00042": "Toy Bees Solve Wooden Mazes", "arxiv:2611.00043": "Paper Wasps Count to Four" },
  ],
  [
    "obsidian callout and headings with numbers",
    `## 1. Toy Bees Solve Wooden Mazes

> Link: https://arxiv.org/abs/2611.00042

My notes on this.

## 2. Paper Wasps Count to Four (ICML 2026)

- Authors: Cy Ant
- arXiv: [2611.00043](https://arxiv.org/abs/2611.00043)
`,
    { "arxiv:2611.00042": "Toy Bees Solve Wooden Mazes", "arxiv:2611.00043": "Paper Wasps Count to Four" },
  ],
  [
    "title on own line then link line (hard break)",
    `- Toy Bees Solve Wooden Mazes  
  Ana Bee, Bo Wasp  
  [\`pdf\`](https://arxiv.org/pdf/2611.00042)

- Paper Wasps Count to Four\\
  *Cy Ant* — ICML 2026\\
  [[\`paper\`](https://arxiv.org/abs/2611.00043)]
`,
    { "arxiv:2611.00042": "Toy Bees Solve Wooden Mazes", "arxiv:2611.00043": "Paper Wasps Count to Four" },
  ],
  [
    "weekly table numbered with summary",
    `| **Paper** | **Links** |
| ------- | ----- |
| 1) **Toy Bees Solve Wooden Mazes** - shows that bees learn. | [Paper](https://arxiv.org/abs/2611.00042), [Tweet](https://x.com/a/status/1) |
| 2) **Paper Wasps Count to Four** - finds that wasps count. | [Paper](https://arxiv.org/abs/2611.00043) |
`,
    { "arxiv:2611.00042": "Toy Bees Solve Wooden Mazes", "arxiv:2611.00043": "Paper Wasps Count to Four" },
  ],
  [
    "emoji and italics venue first",
    `- 🔥 [NeurIPS 2026] **Toy Bees Solve Wooden Mazes**, *Ana Bee et al.* [[📄 Paper](https://arxiv.org/abs/2611.00042)] [[💻 Code](https://github.com/ex/bees)]
- [ICML'26 Oral] Paper Wasps Count to Four | [paper](https://openreview.net/forum?id=abc) | [arxiv](https://arxiv.org/abs/2611.00043)
`,
    { "arxiv:2611.00042": "Toy Bees Solve Wooden Mazes", "arxiv:2611.00043": "Paper Wasps Count to Four" },
  ],
  [
    "title plain then paren link",
    `1. Toy Bees Solve Wooden Mazes ([arXiv](https://arxiv.org/abs/2611.00042))
2. "Paper Wasps Count to Four" ([link](https://doi.org/10.1000/toys.7), [pdf](https://toys.example.org/7.pdf))
3. Ants: a Survey of Honey Roads - https://arxiv.org/abs/2611.00044
`,
    {
      "arxiv:2611.00042": "Toy Bees Solve Wooden Mazes",
      "doi:10.1000/toys.7": "Paper Wasps Count to Four",
      "arxiv:2611.00044": "Ants: a Survey of Honey Roads",
    },
  ],
  [
    "topic headings with bare links stay topics",
    `# Large Language Models for Insects

- https://arxiv.org/abs/2611.00042
- https://arxiv.org/abs/2611.00043

## Agents that Walk and Fly

- [paper](https://arxiv.org/abs/2611.00044)
- [paper](https://arxiv.org/abs/2611.00045)
`,
    {
      "arxiv:2611.00042": "arXiv:2611.00042",
      "arxiv:2611.00043": "arXiv:2611.00043",
      "arxiv:2611.00044": "arXiv:2611.00044",
      "arxiv:2611.00045": "arXiv:2611.00045",
    },
  ],
  [
    "prose with a link is no title",
    `# Notes

We think that bees in [this paper](https://arxiv.org/abs/2611.00042) are the best of all.
And see https://arxiv.org/abs/2611.00043 for wasps.
`,
    { "arxiv:2611.00042": "arXiv:2611.00042", "arxiv:2611.00043": "arXiv:2611.00043" },
  ],
  [
    "italics are authors",
    `- Paper Wasps Count to Four, *Cy Ant, Di Fly*, ICML 2026 [[pdf](https://arxiv.org/abs/2611.00043)]
- Toy Bees Solve Wooden Mazes. _Ana Bee_. [pdf](https://arxiv.org/abs/2611.00042)
`,
    { "arxiv:2611.00042": "Toy Bees Solve Wooden Mazes", "arxiv:2611.00043": "Paper Wasps Count to Four" },
  ],
  [
    "plain authors then title",
    `1. Bee, A. and Wasp, B. Toy Bees Solve Wooden Mazes. In ToyConf, 2026. [arXiv](https://arxiv.org/abs/2611.00042)
2. C. Ant. Paper Wasps Count to Four. arXiv:2611.00043, 2026.
`,
    { "arxiv:2611.00042": "Toy Bees Solve Wooden Mazes", "arxiv:2611.00043": "Paper Wasps Count to Four" },
  ],
  [
    "title with comma, colon, question",
    `- Bees, Wasps, and Ants: Who Wins? [[paper](https://arxiv.org/abs/2611.00042)]
- Is a Wasp a Bee? A Study with 3D Mazes (ICML 2026) [[paper](https://arxiv.org/abs/2611.00043)]
`,
    {
      "arxiv:2611.00042": "Bees, Wasps, and Ants: Who Wins?",
      "arxiv:2611.00043": "Is a Wasp a Bee? A Study with 3D Mazes",
    },
  ],
  [
    "two-word title",
    `- [Honey Maps](https://arxiv.org/abs/2611.00042)
- **Wasp Nets** [[arXiv](https://arxiv.org/abs/2611.00043)]
`,
    { "arxiv:2611.00042": "Honey Maps", "arxiv:2611.00043": "Wasp Nets" },
  ],
  [
    "roam/obsidian properties",
    `- Toy Bees Solve Wooden Mazes #bees
	- url:: https://arxiv.org/abs/2611.00042
	- authors:: Ana Bee
- Paper Wasps Count to Four
	- https://arxiv.org/abs/2611.00043
`,
    { "arxiv:2611.00042": "Toy Bees Solve Wooden Mazes", "arxiv:2611.00043": "Paper Wasps Count to Four" },
  ],
  [
    "notion export table",
    `| Name | Tags | URL |
| --- | --- | --- |
| Toy Bees Solve Wooden Mazes | bees, toys | https://arxiv.org/abs/2611.00042 |
| Paper Wasps Count to Four | | <https://arxiv.org/abs/2611.00043> |
`,
    { "arxiv:2611.00042": "Toy Bees Solve Wooden Mazes", "arxiv:2611.00043": "Paper Wasps Count to Four" },
  ],
  [
    "bold with hash and numbering",
    `**1. Toy Bees Solve Wooden Mazes.**
- Paper: [https://arxiv.org/abs/2611.00042](https://arxiv.org/abs/2611.00042)
- Summary: bees learn to walk in mazes of wood.

**2. Paper Wasps Count to Four.**
- Paper: [https://arxiv.org/abs/2611.00043](https://arxiv.org/abs/2611.00043)
`,
    { "arxiv:2611.00042": "Toy Bees Solve Wooden Mazes", "arxiv:2611.00043": "Paper Wasps Count to Four" },
  ],
  [
    "own export whole",
    `- [Toy Bees Solve Wooden Mazes](https://arxiv.org/abs/2611.00042). Ana Bee, Bo Wasp. NeurIPS 2026. [@bee2026toy]
- **[Wasps (a Study) of \\<think\\> \\[v2\\]](<https://doi.org/10.1000/toys(5)>)**. Bo Wasp. 2026. [@wasp2026wasps]
`,
    {
      "arxiv:2611.00042": "Toy Bees Solve Wooden Mazes",
      "doi:10.1000/toys(5)": "Wasps (a Study) of <think> [v2]",
    },
  ],
];

test.each(LISTS)("reads %s", (_, list, papers) => {
  const found = papersOfMarkdown(list).map((one) =>
    one.kind === "paper" ? [one.found.id, one.found.title] : [one.line, one.reason],
  );
  expect(Object.fromEntries(found)).toEqual(papers);
});
