import { describe, expect, it } from "vitest";
import { type Card, plainText, type Reply } from "../../src/chat/reply.ts";
import { renderReply } from "../../src/platforms/discord/render.ts";
import { renderMessage } from "../../src/platforms/slack/render.ts";
import { renderTerminal } from "../../src/platforms/terminal/render.ts";
import { fullCard, listCard } from "../../src/present/paper-card.ts";
import { openMenu } from "../../src/present/paper-list.ts";
import { someApp } from "../support/app.ts";
import { HOSTILE } from "../support/discord/hostile.ts";
import { messageProblems } from "../support/discord/message-rules.ts";
import { aPaper } from "../support/library/a-paper.ts";
import { someLibrary, TODAY } from "../support/library/library.ts";
import { messageRefusal } from "../support/slack/web-api.ts";

const caller = { platform: "test", user: "ann", admin: false, channel: "C1", server: "S1", prefix: "/" };
const share = { command: "paper", options: { query: "streaming video" }, effect: "share" } as const;

/** A message of either platform, as it is sent to one person who may share it. */
const RENDERED: Readonly<Record<string, (reply: Reply) => object>> = {
  Discord: (reply) => renderReply(reply, { share }),
  Slack: (reply) => ({ blocks: renderMessage(reply, { asker: "U0123ABCD", share }).blocks }),
};

async function answer(line: string): Promise<Reply> {
  return someApp(await someLibrary(), () => TODAY).chat.runLine(line, caller);
}

describe.each(Object.keys(RENDERED))("a list on %s", (name) => {
  const render = (reply: Reply) => RENDERED[name]?.(reply) ?? {};

  it("has at most 18 lines and 8 elements with five papers", async () => {
    for (const page of [1, 2]) {
      const message = render(await answer(`/paper streaming video page:${page}`));
      expect(linesOf(message)).toBeLessThanOrEqual(18);
      expect(elementsOf(message)).toBeLessThanOrEqual(8);
      expect(JSON.stringify(message)).toContain("Open a paper…");
    }
  });

  it("loses nothing with ten papers", async () => {
    const reply = await answer("/paper video count:10");
    const text = JSON.stringify(render(reply));
    expect(reply.cards).toHaveLength(10);
    for (const { url, title } of reply.cards) {
      expect(text).toContain(url);
      expect(text).toContain(title);
    }
    expect(reply.menu?.choices).toHaveLength(10);
    expect(elementsOf(render(reply))).toBeLessThanOrEqual(8);
  });

  it("shows ten papers of hostile titles, whatever they are", () => {
    const papers = HOSTILE.slice(0, 10).map((title, at) =>
      aPaper({ id: `arxiv:2611.${10_000 + at}`, title: title.slice(0, 1900) || "Bees", abstract: title }),
    );
    const message = render(listOf(papers.map((paper, at) => listCard({ paper }, undefined, at === 0))));
    const problem = name === "Slack" ? messageRefusal({ text: "x", ...message }) : undefined;
    expect(problem).toBeUndefined();
    if (name === "Discord") expect(messageProblems({ ...message }, "message")).toEqual([]);
    for (const { id } of papers) expect(JSON.stringify(message)).toContain(id.slice("arxiv:".length));

    function listOf(cards: readonly Card[]): Reply {
      const base = { outcome: "answer", audience: "conversation", buttons: [] } as const;
      return { ...base, text: "Papers", cards, ...openMenu(papers) };
    }
  });

  it("gives a paper's own page at most five elements", () => {
    const paper = aPaper({ id: "arxiv:2611.10000", title: "Bees", abstract: "Bees dance. ".repeat(100) });
    const card = fullCard(paper, { up: 3, down: 1 });
    const message = render({ outcome: "answer", audience: "conversation", cards: [card], buttons: [] });
    expect(elementsOf(message)).toBeLessThanOrEqual(5);
    for (const label of ["👍 Relevant 3", "👎 Not relevant 1", "Save", "Similar papers", "Share"])
      expect(JSON.stringify(message)).toContain(JSON.stringify(label));
    expect(JSON.stringify(message)).toContain("Bees dance. ".repeat(100).trim());
  });
});

it("five papers take at most 30 lines of a terminal, with one line of what can be done", async () => {
  const look = { columns: 80, color: false, commands: [] };
  const { chat } = someApp(await someLibrary(), () => TODAY);
  const reply = await chat.runLine("/paper streaming video", caller);
  const lines = renderTerminal(reply, { ...look, commands: chat.commands }).split("\n");
  expect(lines.length).toBeLessThanOrEqual(30);
  expect(lines.filter((line) => /: \//u.test(line))).toEqual([
    expect.stringMatching(/^Open: \/abstract \S+ · Next: \/paper streaming video page:2/),
  ]);
  expect(plainText(reply)).toContain("of 13");
});

/** Lines as a reader counts them: newlines of every text, and a row for each row of elements. */
function linesOf(message: object): number {
  const texts = strings(message, ["text", "content"]);
  const breaks = texts.reduce((sum, text) => sum + text.split("\n").length - 1, 0);
  return breaks + 1 + (JSON.stringify(message).match(/"type":(?:1|"actions"),/g)?.length ?? 0);
}

function elementsOf(message: object): number {
  return JSON.stringify(message).match(/"type":(?:2|3|"button"|"static_select"),/g)?.length ?? 0;
}

function strings(payload: unknown, names: readonly string[]): string[] {
  if (Array.isArray(payload)) return payload.flatMap((one) => strings(one, names));
  if (typeof payload !== "object" || payload === null) return [];
  return Object.entries(payload).flatMap(([key, value]) =>
    typeof value === "string" ? (names.includes(key) ? [value] : []) : strings(value, names),
  );
}
