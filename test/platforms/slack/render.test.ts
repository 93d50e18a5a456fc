import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Card, Reply } from "../../../src/chat/reply.ts";
import { LIMITS } from "../../../src/platforms/slack/limits.ts";
import { renderHome, renderMessage, renderUnfurl } from "../../../src/platforms/slack/render.ts";
import { blockFaults } from "../../support/slack/block-rules.ts";
import { messageRefusal } from "../../support/slack/web-api.ts";

const SHARE = { command: "abstract", options: { paper: "2401.00001" }, effect: "share" } as const;
const MORE = { command: "paper", options: { query: "goats", page: "2" }, effect: "replace" } as const;

function reply(more: Partial<Reply>): Reply {
  return { outcome: "answer", audience: "everyone", cards: [], buttons: [], ...more };
}

function card(more: Partial<Card>): Card {
  return { title: "A Title", facts: [], buttons: [], ...more };
}

function render(more: Partial<Reply>) {
  const message = renderMessage(reply(more), { asker: "U1", share: SHARE });
  expect(messageRefusal({ ...message })).toBeUndefined();
  expect(JSON.stringify(message).length).toBeLessThanOrEqual(LIMITS.payload);
  return message;
}

const titles = (blocks: readonly object[]) =>
  JSON.stringify(blocks).match(/"text":"(?!\d+\. ")[^"]*","style":\{"bold":true\}/g)?.length ?? 0;

describe("renderMessage", () => {
  it("shows a moment by the reader's clock", () => {
    const at = new Date("2026-11-24T08:00:00.500Z");
    const { blocks, text } = render({
      cards: [card({ moment: { label: "Next", at, text: "Tue 24 Nov, 09:00" } })],
    });
    const format = '"format":"{date_long_pretty}, {time}","fallback":"Tue 24 Nov, 09:00"';
    expect(JSON.stringify(blocks)).toContain(`"Next: "},{"type":"date","timestamp":1795507200,${format}}`);
    expect(text).toContain("Next: Tue 24 Nov, 09:00");

    const below = render({ text: "Subscribed.", moment: { label: "Next", at, text: "Tue 24 Nov, 09:00" } });
    expect(JSON.stringify(below.blocks)).toContain(
      `"Subscribed.\\n"},{"type":"text","text":"Next: "},{"type":"date","timestamp":1795507200,${format}}`,
    );
    expect(below.text).toBe("Subscribed.\nNext: Tue 24 Nov, 09:00");
  });

  it("links to another address below the facts, and to none that is no web address", () => {
    const { blocks } = render({
      cards: [card({ link: { label: "Go to it", url: "https://lab.slack.com/archives/C1/p1" } })],
    });
    expect(JSON.stringify(blocks)).toContain(
      '{"type":"link","url":"https://lab.slack.com/archives/C1/p1","text":"Go to it"}',
    );
    const unsafe = render({ cards: [card({ link: { label: "Go to it", url: "javascript:alert(1)" } })] });
    expect(JSON.stringify(unsafe)).not.toContain("Go to it");
  });

  it("lays a card out as title, facts, quoted body, reason and buttons", () => {
    const buttons = [{ label: "Similar", action: MORE }];
    const { blocks } = render({
      cards: [
        card({
          url: "https://arxiv.org/abs/1",
          facts: ["Ada", "2024"],
          body: "We do.",
          why: "You asked.",
          buttons,
        }),
      ],
    });
    expect(blocks).toEqual([
      {
        type: "rich_text",
        elements: [
          {
            type: "rich_text_section",
            elements: [
              { type: "link", url: "https://arxiv.org/abs/1", text: "A Title", style: { bold: true } },
              { type: "text", text: "\nAda · 2024" },
            ],
          },
          { type: "rich_text_quote", elements: [{ type: "text", text: "We do." }] },
        ],
      },
      { type: "context", elements: [{ type: "plain_text", text: "You asked.", emoji: false }] },
      {
        type: "actions",
        elements: [
          {
            type: "button",
            action_id: "0",
            text: { type: "plain_text", text: "Similar" },
            value: "1 U1 1r paper;query=goats;page=2",
          },
        ],
      },
    ]);
  });

  it.each([
    "javascript:alert(1)",
    "http://arxiv.org/abs/1",
    "https://user:secret@arxiv.org/",
    "no address",
    `https://arxiv.org/${"x".repeat(4000)}`,
  ])("links only to what is safe, not to %s", (url) => {
    expect(JSON.stringify(render({ cards: [card({ url })] }).blocks)).not.toContain('"link"');
  });

  it("shortens the bodies of long answers evenly, and keeps every title", () => {
    const body = "A sentence that says something. ".repeat(100);
    const { blocks } = render({
      cards: Array.from({ length: 8 }, () => card({ body, facts: ["x".repeat(300)] })),
    });
    expect(titles(blocks)).toBe(8);
    const bodies =
      JSON.stringify(blocks).match(/"rich_text_quote","elements":\[\{"type":"text","text":"[^"]*"/g) ?? [];
    expect(bodies).toHaveLength(8);
    expect(new Set(bodies).size).toBe(1);
    expect(bodies[0]).toMatch(/something\."$/);
  });

  it.each([
    [1, 5],
    [5, 5],
    [7, 4],
    [10, 2],
  ])("shows %d papers of the usual length, each with %d buttons and some of its body", (count, shown) => {
    const names = ["Up", "Down", "Save", "Similar", "Abstract"];
    const one = card({
      title: "A Title That Is as Long as Most Titles of Papers Are, Which Is This Long",
      url: "https://arxiv.org/abs/2401.00001",
      facts: ["Ada Example, Bo Example and 8 others", "Jan 2024", "ICML 2024"],
      body: "A sentence that says something. ".repeat(20),
      why: "Matches “title”, “usual” in the title",
      buttons: names.map((label) => ({
        label,
        action: { command: label.toLowerCase(), options: { paper: "arxiv:2401.00001" }, effect: "answer" },
      })),
    });
    const { blocks, text } = render({ cards: Array.from({ length: count }, () => one) });
    expect(titles(blocks)).toBe(count);
    expect(JSON.stringify(blocks).match(/rich_text_quote/g)).toHaveLength(count);
    expect(text.match(/Most Titles/g)).toHaveLength(count);
    const rows = blocks.flatMap((block) => (block.type === "actions" ? [block.elements] : []));
    const labels = rows.map((row) => row.map((button) => "text" in button && button.text?.text));
    expect(labels).toEqual(Array.from({ length: count }, () => names.slice(0, shown)));
  });

  it("leaves out cards that do not fit and says how many", () => {
    const cards = Array.from({ length: 100 }, () => card({ title: "T".repeat(200), why: "because" }));
    const { blocks, text } = render({ cards });
    const shown = titles(blocks);
    expect(shown).toBeGreaterThan(5);
    expect(JSON.stringify(blocks)).toContain(`${100 - shown} more not shown.`);
    expect(text.length).toBeLessThanOrEqual(LIMITS.text);
  });

  it("shows an abstract that stands alone at length", () => {
    const body = "A sentence of forty characters in total. ".repeat(50).trim();
    expect(JSON.stringify(render({ cards: [card({ body })] }).blocks)).toContain(body);
  });

  it("offers to share what is private and links somewhere, once", () => {
    const cards = [card({ url: "https://arxiv.org/abs/1" })];
    const shares = (more: Partial<Reply>) => JSON.stringify(render(more)).match(/ 1s /g)?.length ?? 0;
    expect(shares({ audience: "conversation", cards })).toBe(1);
    // What is somebody's own, what all see, and help.
    expect(shares({ audience: "asker", cards })).toBe(0);
    expect(shares({ audience: "everyone", cards })).toBe(0);
    expect(shares({ audience: "conversation", cards: [card({})] })).toBe(0);
  });

  it("is never empty", () => {
    expect(render({ text: "\u0000", cards: [] }).text).toBe("There is nothing to show.");
  });
});

// What papers, feeds and people put into texts to break out of them.
const HOSTILE = [
  "<!channel>",
  "<!here|here>",
  "<@U1>",
  "<#C1>",
  "<!subteam^S1>",
  "<https://evil.example|label>",
  "@everyone",
  "@channel",
  "&lt;!channel&gt;",
  "&amp;",
  "&",
  "<",
  ">",
  "|",
  "*bold*",
  "_it_",
  "~no~",
  "`code`",
  "```",
  "](javascript:",
  "javascript:alert(1)",
  ":tada:",
  "\u202Egnitsrever",
  "שלום עולם",
  "👩‍👩‍👧‍👦",
  "👍🏽",
  "e\u0301",
  "\uD800",
  "\uDC00",
  "\u0000\u001B[31m",
  "\u200B",
  "\n\n\n",
  "$\\frac{a}{b}$",
  "x".repeat(10_000),
  "😀".repeat(5_000),
  "&".repeat(5_000),
  "word ".repeat(3_000),
  "",
];

const hostile = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: "binary", maxLength: 60 })), {
    maxLength: 4,
  })
  .map((parts) => parts.join(""));
const action = fc.record({
  command: fc.constant("paper"),
  options: fc.dictionary(fc.constantFrom("query", "page"), fc.string({ maxLength: 60 })),
  effect: fc.constantFrom("replace", "answer", "share"),
});
const buttons = fc.array(fc.record({ label: hostile, action }), { maxLength: 4 });
const hostileCard = fc.record({
  title: hostile,
  url: fc.option(fc.oneof(hostile, fc.webUrl({ validSchemes: ["https", "http"] })), { nil: undefined }),
  facts: fc.array(hostile, { maxLength: 4 }),
  body: hostile,
  why: hostile,
  buttons,
});
const hostileReply = fc.record({
  outcome: fc.constantFrom("answer", "usage", "failure"),
  audience: fc.constantFrom("everyone", "asker"),
  text: hostile,
  cards: fc.array(hostileCard, { maxLength: 30 }),
  footer: hostile,
  buttons,
});

describe("hostile replies", () => {
  it("become messages that Slack takes, without a mention, and no card without a title", () => {
    fc.assert(
      fc.property(hostileReply, (given) => {
        const { blocks } = render(given as Reply);
        const cards = blocks.filter((block) => JSON.stringify(block).includes('"style":{"bold":true}'));
        for (const block of cards) expect(JSON.stringify(block)).not.toContain('"text":"",');
      }),
      { numRuns: 300 },
    );
  });

  it("become Home tabs and unfurls that Slack takes", () => {
    fc.assert(
      fc.property(hostileReply, (given) => {
        expect(blockFaults("home", renderHome([given as Reply, given as Reply], "U1"))).toEqual([]);
        for (const one of given.cards.slice(0, 2))
          expect(blockFaults("message", renderUnfurl(one as Card))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
