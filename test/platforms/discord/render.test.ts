import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Action, decodeAction } from "../../../src/chat/action.ts";
import { type Card, note, type Reply } from "../../../src/chat/reply.ts";
import { renderReply } from "../../../src/platforms/discord/render.ts";
import {
  buttonsOf,
  choicesOf,
  type JsonObject,
  list,
  textsOf,
} from "../../support/discord/component-rules.ts";
import { HOSTILE, hostileReply } from "../../support/discord/hostile.ts";
import { messageProblems, pingsOf } from "../../support/discord/message-rules.ts";

const wire = (reply: Reply, options?: Parameters<typeof renderReply>[1]): JsonObject =>
  JSON.parse(JSON.stringify(renderReply(reply, options)));
const texts = (reply: Reply): string[] => textsOf(list(wire(reply).components));
const labels = (body: JsonObject): unknown[] =>
  buttonsOf(list(body.components)).map((button) => button.label);
const action = (command: string, paper: string): Action => ({
  command,
  options: { paper },
  effect: "answer",
});

function card(number: number, more: Partial<Card> = {}): Card {
  return {
    title: `Paper ${number}`,
    url: `https://arxiv.org/abs/2401.0000${number}`,
    facts: ["A. Author et al.", "Jan 2024", "cs.CL"],
    body: "It works. It really does.",
    why: "Because you asked for it",
    buttons: [
      { label: "Similar", action: action("similar", `p${number}`) },
      { label: "Abstract", action: action("abstract", `p${number}`) },
    ],
    ...more,
  };
}

function answer(cards: readonly Card[], more: Partial<Reply> = {}): Reply {
  return { outcome: "answer", audience: "everyone", cards, buttons: [], ...more };
}

const cards = (count: number, more?: Partial<Card>): Card[] =>
  Array.from({ length: count }, (_, index) => card(index + 1, more));

describe("renderReply", () => {
  it("shows a moment by the reader's clock", () => {
    const at = new Date("2026-11-24T08:00:00.500Z");
    const [text] = texts(answer([card(1, { moment: { label: "Next", at, text: "Tue 24 Nov, 09:00" } })]));
    expect(text).toContain("\nNext: <t:1795507200:F> (<t:1795507200:R>)\n");
    const moment = { label: "Next", at, text: "Tue 24 Nov, 09:00" };
    const [below] = texts({ ...answer([]), text: "Subscribed.", moment });
    expect(below).toBe("Subscribed.\nNext: <t:1795507200:F> (<t:1795507200:R>)");
  });

  it("links to another address below the facts, and to none that is no web address", () => {
    const [text] = texts(
      answer([card(1, { link: { label: "Go to *it*", url: "https://discord.com/channels/1/2/3" } })]),
    );
    expect(text).toContain("-# [Go to \\*it\\*](<https://discord.com/channels/1/2/3>)\nIt works.");
    const [other] = texts(answer([card(1, { link: { label: "Go", url: "javascript:alert(1)" } })]));
    expect(other).not.toContain("Go");
  });

  it("shows a card with its link, facts, body and reason", () => {
    expect(texts(answer([card(1)], { text: "Found one", footer: "Page 1 of 1" }))).toEqual([
      "Found one",
      "**[Paper 1](<https://arxiv.org/abs/2401.00001>)**\n-# A. Author et al. · Jan 2024 · cs.CL\nIt works. It really does.\n*Because you asked for it*",
      "-# Page 1 of 1",
    ]);
  });

  it("numbers the cards of a list", () => {
    const [first, second] = texts(answer(cards(2)));
    expect(first).toMatch(/^\*\*1\\\. \[Paper 1\]/);
    expect(second).toMatch(/^\*\*2\\\. \[Paper 2\]/);
  });

  it("does not number what has no address: commands go by their names", () => {
    const commands = ["/paper", "/help"].map((title) => ({ title, facts: [], buttons: [] }));
    expect(texts(answer(commands))).toEqual(["**/paper**", "**/help**"]);
  });

  it.each([1, 3, 5, 7])("keeps every button beside its card with %d cards", (count) => {
    expect(labels(wire(answer(cards(count))))).toHaveLength(2 * count);
  });

  it("keeps the first button of each of ten cards, the page buttons and the share button", () => {
    const pages = ["Back", "Next"].map((label) => ({ label, action: action("paper", label) }));
    const body = wire(answer(cards(10), { buttons: pages, text: "Found", footer: "Page 2" }), {
      lead: "Shared by somebody",
      share: action("paper", "share"),
    });
    expect(labels(body)).toEqual([...Array(10).fill("Similar"), "Back", "Next", "Share"]);
    expect(messageProblems(body, "callback")).toEqual([]);
  });

  it.each([
    [1, 5],
    [4, 5],
    [5, 5],
    [6, 4],
    [7, 3],
    [8, 2],
    [10, 1],
  ])("shows of %d cards with five buttons the first %d of each, whatever is around them", (count, shown) => {
    const names = ["Up", "Down", "Save", "Similar", "Abstract"];
    const five = cards(count).map((card, at) => ({
      ...card,
      buttons: names.map((label) => ({ label, action: action(label.toLowerCase(), `${at}`) })),
    }));
    const more = { label: "More", action: action("paper", "2") };
    const body = wire(answer(five, { text: "Found", buttons: [more] }));
    expect(messageProblems(body, "callback")).toEqual([]);
    expect(labels(body)).toEqual([
      ...Array.from({ length: count }, () => names.slice(0, shown)).flat(),
      "More",
    ]);
  });

  it("opens any of ten papers from one menu, whatever they are called", () => {
    for (let from = 0; from < HOSTILE.length; from += 5) {
      const titles = [...HOSTILE.slice(from, from + 5), ...Array<string>(9).fill("Bees")].slice(0, 10);
      const choices = titles.map((label, at) => ({ label, action: action("abstract", `p${at}`) }));
      const body = wire(
        answer(
          titles.map((title) => card(1, { title, buttons: [] })),
          { menu: { placeholder: "Open a paper…", choices } },
        ),
        { lead: "Shared by somebody", share: action("paper", "share") },
      );
      expect(messageProblems(body, "callback")).toEqual([]);
      const offered = choicesOf(list(body.components));
      expect(offered.map(({ value }) => decodeAction(String(value)))).toEqual(
        choices.map((one) => one.action),
      );
      for (const { label } of offered) expect(String(label).trim()).not.toBe("");
    }
  });

  it("leaves out of a menu what is in it twice or does not fit", () => {
    const choices = ["p1", "p1", "p".repeat(200)].map((paper) => ({
      label: paper,
      action: action("abstract", paper),
    }));
    const body = wire(answer([], { text: "Which one?", menu: { placeholder: "Open…", choices } }));
    expect(messageProblems(body, "callback")).toEqual([]);
    expect(choicesOf(list(body.components))).toHaveLength(1);
  });

  it("shows what most people want in blue, and what cannot be undone in red", () => {
    const press = { command: "forget", options: {}, effect: "answer" } as const;
    const body = wire(
      answer([], {
        text: "Sure?",
        buttons: [
          { label: "Keep", action: press, style: "primary" },
          { label: "Forget", action: { ...press, options: { all: "yes" } }, style: "danger" },
        ],
      }),
    );
    expect(buttonsOf(list(body.components)).map(({ style }) => style)).toEqual([1, 4]);
  });

  it("says how many cards it could not show", () => {
    const shown = texts(answer(cards(100)));
    expect(shown).toHaveLength(26);
    expect(shown.at(-1)).toBe("-# 75 more not shown.");
  });

  it.each([
    ["http://example.org/"],
    ["javascript:alert(1)"],
    ["https://user:password@example.org/"],
    ["nowhere"],
    ["https://192.168.0.1/"],
    ["https://localhost/"],
    [`https://example.org/${"x".repeat(4000)}`],
  ])("does not link to %s", (url) => {
    expect(texts(answer([card(1, { url })]))[0]).toMatch(/^\*\*Paper 1\*\*/);
  });

  it("keeps a link whole whatever is in it", () => {
    const [text] = texts(answer([card(1, { url: "https://example.org/a_(b)*c|d" })]));
    expect(text).toContain("(<https://example.org/a_%28b%29%2Ac%7Cd>)**");
  });

  it("gives the room that short cards leave to the long ones", () => {
    const long = "A sentence of some length. ".repeat(200);
    const [alone = ""] = texts(answer([card(1, { body: long })]));
    expect(alone.length).toBeGreaterThan(3500);
    const shares = texts(answer([...cards(9), card(10, { body: long })])).map((text) => text.length);
    expect(shares.at(-1)).toBeGreaterThan(250);
  });

  it("ends a cut body with a whole sentence", () => {
    const [text = ""] = texts(
      answer(cards(5, { body: "Ten words make up this sentence, more or less. ".repeat(50) })),
    );
    expect(text).toContain("more or less.\n*Because");
  });

  it("leaves out a button that another one equals, and one whose action does not fit", () => {
    const buttons = [
      { label: "One", action: action("paper", "x") },
      { label: "Two", action: action("paper", "x") },
      { label: "Long", action: action("paper", "x".repeat(100)) },
    ];
    expect(labels(wire(answer([], { text: "x", buttons })))).toEqual(["One"]);
  });

  it("shows that a reply is empty rather than sending nothing", () => {
    expect(texts(answer([]))).toEqual(["There is nothing to show."]);
    expect(texts(note("\u200b\u3164"))).toEqual(["There is nothing to show."]);
  });

  it.each(HOSTILE.map((text, index) => [index, text] as const))(
    "makes a valid message of hostile text %d",
    (_, text) => {
      const hostile = card(1, { title: text, body: text, why: text, facts: [text, text] });
      expectValid(answer([hostile, hostile, hostile], { text, footer: text }));
      expectValid(answer([hostile]));
      expectValid(note(text, "usage"));
    },
  );

  it("makes a valid message of any reply, with buttons that lead back to their actions", () => {
    fc.assert(fc.property(hostileReply, expectValid), { numRuns: 300 });
  });
});

function expectValid(reply: Reply): void {
  const share: Action = { command: "paper", options: { query: "x" }, effect: "share" };
  const body = wire(reply, { lead: reply.text, share });
  expect(messageProblems(body, "callback")).toEqual([]);
  expect(pingsOf(body, "message")).toEqual([]);
  for (const button of buttonsOf(list(body.components))) {
    expect(decodeAction(String(button.custom_id))).toBeDefined();
  }
  for (const { value } of choicesOf(list(body.components))) expect(decodeAction(String(value))).toBeDefined();
  // Our own links are the only ones, whatever a title says.
  for (const [, target] of textsOf(list(body.components))
    .join("\n")
    .matchAll(/(?<!\\)\]\((.*?)\)/g))
    expect(target).toMatch(/^<https:\/\//);
}
