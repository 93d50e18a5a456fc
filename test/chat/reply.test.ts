import { describe, expect, test } from "vitest";
import { type Button, buttons, type Card, note, plainText, type Reply } from "../../src/chat/reply.ts";

const card: Card = {
  title: "Streaming Long Video Understanding",
  url: "https://arxiv.org/abs/2405.16009",
  facts: ["Ann Lee", "May 2024"],
  body: "A memory for video.",
  why: "It is about streaming video.",
  buttons: [],
};
const reply: Reply = { ...note("Papers"), audience: "everyone", cards: [card], footer: "1 of 1" };

describe("plainText", () => {
  test("says all that a reply says", () => {
    expect(plainText(reply)).toBe(
      [
        "Papers",
        "",
        "Streaming Long Video Understanding",
        "Ann Lee · May 2024",
        "A memory for video.",
        "It is about streaming video.",
        "https://arxiv.org/abs/2405.16009",
        "",
        "1 of 1",
      ].join("\n"),
    );
  });

  test("numbers the cards if there are several", () => {
    const bare: Card = { title: "Another", facts: [], buttons: [] };
    expect(plainText({ ...reply, cards: [bare, bare] })).toBe("Papers\n\n1. Another\n\n2. Another\n\n1 of 1");
  });

  test("of nothing is nothing", () => {
    expect(plainText({ outcome: "answer", audience: "asker", cards: [], buttons: [] })).toBe("");
  });
});

describe("buttons", () => {
  const button = (query: string): Button => ({
    label: "More",
    action: { command: "paper", options: { query }, effect: "replace" },
  });

  test("keeps those that fit, in order", () => {
    const kept = buttons(button("video"), undefined, button("x".repeat(200)), button("audio"));
    expect(kept).toEqual([button("video"), button("audio")]);
  });
});

test("a note is for the asker alone", () => {
  expect(note("Hello")).toEqual({
    outcome: "answer",
    audience: "asker",
    text: "Hello",
    cards: [],
    buttons: [],
  });
});
