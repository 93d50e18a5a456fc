import { describe, expect, it } from "vitest";
import { startBot } from "../../support/discord/bot.ts";
import { createSampleChat, SAMPLE_TITLES } from "../../support/discord/chat.ts";
import { HOSTILE } from "../../support/discord/hostile.ts";
import { halfTyped, onMessage, slash, written } from "../../support/discord/interactions.ts";
import { isPrivate, labelsOf, seen } from "../../support/discord/server.ts";
import { ADMIN } from "../../support/discord/world.ts";

describe("slash commands", () => {
  it("answer at once, for everybody, with cards and buttons", async () => {
    const { server } = await startBot();
    const answer = await server.ask(slash("paper", { query: "video", count: 2 }));
    expect(answer.steps).toEqual(["4"]);
    expect(isPrivate(answer)).toBe(false);
    expect(seen(answer)).toContain("Streaming Video With Fewer Stalls");
    expect(labelsOf(answer)).toEqual(["Similar", "Abstract", "Similar", "Abstract", "Next"]);
  });

  it("answer privately what is for the asker, and offer to share it", async () => {
    const { server } = await startBot();
    const answer = await server.ask(slash("saved", {}));
    expect(isPrivate(answer)).toBe(true);
    expect(labelsOf(answer)).toContain("Share");
  });

  it("do not offer to share in a direct message", async () => {
    const { server } = await startBot();
    const answer = await server.ask(slash("saved", {}, { dm: true }));
    expect(labelsOf(answer)).not.toContain("Share");
  });

  it("explain bad input privately", async () => {
    const { server } = await startBot();
    const answer = await server.ask(slash("paper", { query: "video", count: 99 }));
    expect(isPrivate(answer)).toBe(true);
    expect(seen(answer)).toContain("count must be a whole number from 1 to 10");
  });

  it("let only those who manage the server change it", async () => {
    const { server } = await startBot();
    const refused = await server.ask(slash("config", { daily: "on" }));
    expect(seen(refused)).toContain("Only channel managers can use");
    const allowed = await server.ask(slash("config", { daily: "on" }, { by: ADMIN }));
    expect(seen(allowed)).toContain("Daily papers are on");
    expect(seen(await server.click(allowed, "Off"))).toContain("Only channel managers can use");
    expect(seen(await server.click(allowed, "Off", { by: ADMIN }))).toContain("Daily papers are off");
  });

  it("admit a failure privately, with an id that is in the log", async () => {
    const { server, log } = await startBot();
    const answer = await server.ask(slash("broken", {}));
    expect(isPrivate(answer)).toBe(true);
    const id = /in the log as ([0-9a-f]+)/.exec(seen(answer))?.[1];
    expect(log.lines.some(({ fields }) => "id" in fields && fields.id === id)).toBe(true);
  });

  it("tell the asker to wait after too many", async () => {
    const { server } = await startBot({ chat: createSampleChat({ now: () => 0 }) });
    for (let turn = 0; turn < 12; turn++) await server.ask(slash("saved", {}));
    const answer = await server.ask(slash("saved", {}));
    expect(isPrivate(answer)).toBe(true);
    expect(seen(answer)).toContain("Try again in 30 seconds.");
  });

  it("send a private placeholder when an answer takes long, and a public answer in its place", async () => {
    const { server } = await startBot();
    const [mine, everyones] = await Promise.all([
      server.ask(slash("slow", { ms: 1800, who: "asker" })),
      server.ask(slash("slow", { ms: 1800, who: "everyone" })),
    ]);
    expect(mine.steps).toEqual(["5", "PATCH @original"]);
    expect(isPrivate(mine)).toBe(true);
    expect(everyones.steps).toEqual(["5", "DELETE @original", "POST"]);
    expect(isPrivate(everyones)).toBe(false);
    expect(seen(everyones)).toContain("Done at last.");
    expect(Math.max(mine.firstResponse, everyones.firstResponse)).toBeLessThan(3000);
  });

  it("show every hostile title as text", async () => {
    const titles = HOSTILE.filter((title) => title !== "");
    const { server } = await startBot({ chat: createSampleChat({ titles }) });
    for (let page = 1; page <= Math.ceil(titles.length / 3); page++) {
      const answer = await server.ask(slash("paper", { query: "x", page }));
      expect(answer.steps).toEqual(["4"]);
    }
  });
});

describe("half-typed options", () => {
  it("complete from memory", async () => {
    const { server } = await startBot();
    const { choices } = await server.ask(halfTyped("paper", "query", "video"));
    expect(choices).toEqual(
      SAMPLE_TITLES.filter((title) => title.includes("Video")).map((title) => ({
        name: title,
        value: title,
      })),
    );
  });

  it("offer at most 25, none twice, and cut no value", async () => {
    const many = Array.from({ length: 40 }, (_, index) => `Title ${index}`);
    const { server } = await startBot({
      chat: createSampleChat({ titles: ["Title 0", "x".repeat(101), "", " ", "\ud800", ...many] }),
    });
    const { choices } = await server.ask(halfTyped("paper", "query", ""));
    expect(choices.map(({ value }) => value)).toEqual(many.slice(0, 25));
  });

  it("show hostile titles as plain text", async () => {
    const { server } = await startBot({ chat: createSampleChat({ titles: ["\u202eevil\u0007\ntitle"] }) });
    const { choices } = await server.ask(halfTyped("paper", "query", "evil"));
    expect(choices).toEqual([{ name: "evil title", value: "\u202eevil\u0007\ntitle" }]);
  });

  it("answer for an option that has no completions", async () => {
    const { server } = await startBot();
    expect((await server.ask(halfTyped("abstract", "paper", "x"))).choices).toEqual([]);
  });
});

describe("the menu of a message", () => {
  it("asks with the text of the message", async () => {
    const { server } = await startBot();
    const answer = await server.ask(
      onMessage("Find related papers", written("see https://arxiv.org/abs/2401.00001")),
    );
    expect(seen(answer)).toContain("Related to: see https\\://arxiv.org/abs/2401.00001");
  });

  it("reads embeds and another bot's cards, and cuts what is too long", async () => {
    const { server } = await startBot();
    const card = await server.ask(slash("paper", { query: "video", count: 1 }));
    const related = await server.ask(onMessage("Find related papers", card.message));
    expect(seen(related)).toContain("Streaming Video With Fewer Stalls");
    const embed = written(
      "",
      {},
      { embeds: [{ type: "rich", title: "An embedded title", url: "https://example.org/a" }] },
    );
    expect(seen(await server.ask(onMessage("Find related papers", embed)))).toContain("An embedded title");
    const long = await server.ask(onMessage("Find related papers", written("word ".repeat(300))));
    expect(seen(long)).toContain("Related to: word");
  });

  it("says so if there is no text", async () => {
    const { server } = await startBot();
    const answer = await server.ask(onMessage("Find related papers", written("")));
    expect(isPrivate(answer)).toBe(true);
    expect(seen(answer)).toContain("no text to search with");
  });
});
