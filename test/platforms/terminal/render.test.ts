import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { type Button, type Card, note, type Reply } from "../../../src/chat/reply.ts";
import { renderTerminal } from "../../../src/platforms/terminal/render.ts";
import { sampleCommands } from "../../support/chat/sample-chat.ts";

const commands = sampleCommands.map((command) => command.spec);
const look = { columns: 60, color: false, commands };

const button = (label: string, command: string, options: Record<string, string>): Button => ({
  label,
  action: { command, options, effect: "answer" },
});
const card = (id: string): Card => ({
  title: `Paper ${id}`,
  url: `https://arxiv.org/abs/${id}`,
  facts: ["Ann Lee and 3 others", "May 2024", "cs.CV"],
  body: "A memory that lets a model watch video as it streams in, without forgetting how it began.",
  why: "“video” is in the title",
  buttons: [
    button("Label", "label", { paper: id }),
    button("Similar", "paper", { query: id }),
    {
      ...button("Share", "paper", { query: id, count: "1" }),
      action: { command: "paper", options: {}, effect: "share" },
    },
  ],
});
const list = (...cards: Card[]): Reply => ({
  outcome: "answer",
  audience: "everyone",
  text: "Papers on “video”",
  cards,
  footer: "1–2 of 40",
  buttons: [button("More", "paper", { query: "video", count: "2" })],
});

describe("renderTerminal", () => {
  test("tells a moment in words", () => {
    const moment = { label: "Next", at: new Date(0), text: "Tue 24 Nov, 09:00 (in 16 h)" };
    expect(renderTerminal(list({ ...card("2405.1"), moment }), look)).toContain(
      "\nNext: Tue 24 Nov, 09:00 (in 16 h)\n",
    );
    const below = {
      outcome: "answer",
      audience: "asker",
      text: "Subscribed.",
      moment,
      cards: [],
      buttons: [],
    } as const;
    expect(renderTerminal(below, look)).toBe("Subscribed.\nNext: Tue 24 Nov, 09:00 (in 16 h)");
  });

  test("shows another address of a card, and none that is no web address", () => {
    const linked = (url: string) => list({ ...card("2405.1"), link: { label: "The post", url } });
    expect(renderTerminal(linked("https://chat.example.org/1"), look)).toContain(
      "https://arxiv.org/abs/2405.1\nThe post: https://chat.example.org/1\n",
    );
    expect(renderTerminal(linked("javascript:alert(1)"), look)).not.toContain("The post");
  });

  test("shows papers as numbered cards, and buttons as what to type", () => {
    expect(renderTerminal(list(card("2405.1"), card("2405.2")), look)).toBe(
      `Papers on “video”

1. Paper 2405.1
   Ann Lee and 3 others · May 2024 · cs.CV
   A memory that lets a model watch video as it streams in,
   without forgetting how it began.
   Why: “video” is in the title
   https://arxiv.org/abs/2405.1

2. Paper 2405.2
   Ann Lee and 3 others · May 2024 · cs.CV
   A memory that lets a model watch video as it streams in,
   without forgetting how it began.
   Why: “video” is in the title
   https://arxiv.org/abs/2405.2

1–2 of 40

More: /paper video count:2
1. Label: /label 2405.1
1. Similar: /paper 2405.1`,
    );
  });

  test("shows a paper by itself without a number, in full, with what can be done", () => {
    const body = "Long. ".repeat(200).trim();
    const text = renderTerminal({ ...list({ ...card("2405.1"), body }), buttons: [] }, look);
    expect(text).toContain("\n\nPaper 2405.1\nAnn Lee");
    expect(text.match(/Long\./g)).toHaveLength(200);
    expect(text).toMatch(/\n\nLabel: \/label 2405\.1\nSimilar: \/paper 2405\.1$/);
  });

  test("cuts a long body in a list between words", () => {
    const body = "Several words of an abstract, ".repeat(50);
    const lines = renderTerminal(list({ ...card("1"), body }, card("2")), look).split("\n");
    const cut = lines.filter((line) => line.includes("abstract"));
    expect(cut).toHaveLength(3);
    expect(cut.at(-1)).toMatch(/\w…$/);
  });

  test("breaks between facts rather than inside one", () => {
    const facts = ["Ann Lee and Bo Chen", "12 May 2024", "International Conference on Things"];
    const text = renderTerminal(list({ ...card("1"), facts }), { ...look, columns: 40 });
    expect(text).toContain("\nAnn Lee and Bo Chen · 12 May 2024 ·\nInternational Conference on Things\n");
  });

  test("shows a card's only button with the card", () => {
    const choice = (id: string): Card => ({
      ...card(id),
      buttons: [button("This one", "label", { paper: id })],
    });
    const text = renderTerminal({ ...list(choice("1"), choice("2")), buttons: [] }, look);
    expect(text).toContain("   https://arxiv.org/abs/1\n   /label 1\n");
    expect(text).toContain("   https://arxiv.org/abs/2\n   /label 2\n");
    expect(text).not.toContain("This one:");
  });

  test("numbers no entries of a help page", () => {
    const entry: Card = { title: "/paper <query>", facts: [], body: "Find papers.", buttons: [] };
    expect(renderTerminal({ ...note("Ask away"), cards: [entry, entry] }, look)).toBe(
      "Ask away\n\n/paper <query>\nFind papers.\n\n/paper <query>\nFind papers.",
    );
  });

  test("lines up ten cards", () => {
    const lines = renderTerminal(
      list(...Array.from({ length: 10 }, (_, n) => card(`2405.${n}`))),
      look,
    ).split("\n");
    expect(lines).toContain(" 1. Paper 2405.0");
    expect(lines).toContain("10. Paper 2405.9");
    expect(lines).toContain("    https://arxiv.org/abs/2405.9");
  });

  test("keeps paragraphs", () => {
    expect(renderTerminal(note("One.\n\nTwo.\nThree."), look)).toBe("One.\n\nTwo.\nThree.");
    expect(renderTerminal({ ...list({ ...card("1"), body: "One.\n\nTwo." }), buttons: [] }, look)).toContain(
      "\nOne.\n\nTwo.\n",
    );
  });

  test.each([
    [10, 40],
    [40, 40],
    [72, 72],
    [250, 100],
  ])("in %i columns fills up to %i", (columns, expected) => {
    const widths = renderTerminal(note("a ".repeat(500)), { ...look, columns })
      .split("\n")
      .map((line) => stringWidth(line));
    // The last column stays free where a word and its space do not fit.
    expect(Math.max(...widths)).toBeGreaterThanOrEqual(expected - 1);
    expect(Math.max(...widths)).toBeLessThanOrEqual(expected);
  });

  test.each(["大規模な映像の理解", "👩‍🔬👍🏽🇩🇪", "e\u0301a\u0308", "नमस्ते", "x"])(
    "keeps %s within the width",
    (word) => {
      const title = word.repeat(60);
      const text = renderTerminal(list({ ...card("1"), title, body: title }), look);
      for (const line of text.split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(60);
      // Nothing was lost, and no cluster was torn.
      expect(text.replaceAll(/\s/gu, "")).toContain(title.normalize());
    },
  );

  test("colours by weight and by the reader's own theme, and only if asked to", () => {
    const text = renderTerminal(list(card("1")), { ...look, color: true });
    expect(text).toContain("\u001b[1mPaper 1\u001b[22m");
    expect(text.replaceAll(/\u001b\[\d+m/g, "")).toBe(renderTerminal(list(card("1")), look));
  });

  test.each([
    ["usage", "\u001b[33mWrong.\u001b[39m\n\nUsage: /paper"],
    ["failure", "\u001b[31mWrong.\u001b[39m\n\nUsage: /paper"],
    ["answer", "Wrong.\n\nUsage: /paper"],
  ] as const)("makes what went wrong stand out in a %s", (outcome, expected) => {
    expect(renderTerminal(note("Wrong.\n\nUsage: /paper", outcome), { ...look, color: true })).toBe(expected);
  });

  test("shows no address but https", () => {
    const text = renderTerminal(list({ ...card("1"), url: "javascript:alert(1)" }), look);
    expect(text).not.toContain("javascript");
  });

  test("lets nothing that a reply says drive the terminal", () => {
    const evil = fc.oneof(
      fc.string({ unit: "binary", maxLength: 30 }),
      fc.constantFrom("\u001b]0;x\u0007", "\u001b[2J", "\u009b31m", "\u202e", "\u001b", "\r", "\u0085"),
    );
    const reply: fc.Arbitrary<Reply> = fc.record({
      outcome: fc.constantFrom("answer", "usage", "failure"),
      audience: fc.constant("asker"),
      text: evil,
      cards: fc.array(
        fc.record({
          title: evil,
          url: evil.map((text) => `https://example.org/${text}`),
          facts: fc.array(evil),
          body: evil,
          why: evil,
          buttons: fc.array(evil.map((text) => button(text, "paper", { query: text }))),
        }),
        { maxLength: 3 },
      ),
      footer: evil,
      buttons: fc.array(evil.map((text) => button(text, "label", { paper: text, label: text }))),
    });
    fc.assert(
      fc.property(reply, (given) => {
        const text = renderTerminal(given, look);
        expect(text).not.toMatch(/(?!\n)[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(text.isWellFormed()).toBe(true);
      }),
    );
  });
});
