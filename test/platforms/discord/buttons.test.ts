import { describe, expect, it } from "vitest";
import { encodeAction } from "../../../src/chat/action.ts";
import { startBot } from "../../support/discord/bot.ts";
import type { JsonObject } from "../../support/discord/component-rules.ts";
import { choice, press, slash, written } from "../../support/discord/interactions.ts";
import { isPrivate, labelsOf, seen } from "../../support/discord/server.ts";
import { ALICE, BOB, CHANNEL_ID, MUTED, PERMISSIONS, snowflake } from "../../support/discord/world.ts";

describe("page buttons", () => {
  it("turn the page in place for who asked", async () => {
    const { server } = await startBot();
    const first = await server.ask(slash("paper", { query: "video", count: 2 }));
    const second = await server.click(first, "Next");
    expect(second.steps).toEqual(["7"]);
    expect(second.message.id).toBe(first.message.id);
    expect(seen(second)).toContain("Page 2");
    expect(labelsOf(second)).toEqual(expect.arrayContaining(["Back", "Next"]));
    expect(seen(await server.click(second, "Back"))).toContain("Page 1");
  });

  it("give others a copy of their own, in which they can go on", async () => {
    const { server } = await startBot();
    const first = await server.ask(slash("paper", { query: "video", count: 2 }));
    const copy = await server.click(first, "Next", { by: BOB });
    expect(copy.message.id).not.toBe(first.message.id);
    expect(isPrivate(copy)).toBe(true);
    expect(seen(copy)).toContain("your own copy");
    expect(seen(copy)).toContain("Page 2");
    const on = await server.click(copy, "Next", { by: BOB });
    expect(on.message.id).toBe(copy.message.id);
    expect(labelsOf(on)).toContain("Share");
  });

  it("belong to the person whose mention was answered", async () => {
    const { server } = await startBot();
    const question = written("paper for alice", { by: ALICE });
    const reply: JsonObject = {
      ...(await server.ask(slash("paper", { query: "video" }))).message,
      id: snowflake(),
      message_reference: { message_id: String(question.id), channel_id: CHANNEL_ID },
    };
    const { interaction_metadata: _, ...anonymous } = reply;
    const known = { message: { ...anonymous, referenced_message: question } };
    expect((await server.click(known, "Next", { by: ALICE })).steps).toEqual(["7"]);
    expect((await server.click(known, "Next", { by: BOB })).steps).toEqual(["4"]);
    // Discord does not always send the message along; then it has to be fetched.
    server.rest.posted.push(question);
    expect((await server.click({ message: anonymous }, "Next", { by: ALICE })).steps).toEqual(["7"]);
    expect((await server.click({ message: anonymous }, "Next", { by: BOB })).steps).toEqual(["4"]);
  });

  it("keep the page when the next one cannot be shown", async () => {
    const { server } = await startBot();
    const first = await server.ask(slash("paper", { query: "video" }));
    const id =
      encodeAction({ command: "paper", options: { query: "video", page: "99" }, effect: "replace" }) ?? "";
    const answer = await server.ask(press(id, first.message));
    expect(answer.message.id).not.toBe(first.message.id);
    expect(isPrivate(answer)).toBe(true);
    expect(seen(answer)).toContain("page must be a whole number from 1 to 50");
  });

  it("work when the answer takes long", async () => {
    const { server } = await startBot();
    const first = await server.ask(slash("slow", { ms: 1800, who: "everyone" }));
    const again = await server.click(first, "Again");
    expect(again.steps).toEqual(["6", "PATCH @original"]);
    expect(again.message.id).toBe(first.message.id);
  });
});

describe("card buttons", () => {
  it("answer whoever pressed, privately, and can be shared", async () => {
    const { server } = await startBot();
    const first = await server.ask(slash("paper", { query: "video" }));
    const similar = await server.click(first, "Similar", { by: BOB });
    expect(isPrivate(similar)).toBe(true);
    expect(labelsOf(similar)).toContain("Share");
    expect(seen(await server.click(first, "Abstract", { by: BOB }))).toContain("The whole abstract of p0.");
  });
});

describe("the share button", () => {
  it("posts the answer for all, naming who shared it", async () => {
    const { server } = await startBot();
    const mine = await server.ask(slash("saved", {}));
    const shared = await server.click(mine, "Share");
    expect(isPrivate(shared)).toBe(false);
    expect(seen(shared)).toContain("Shared by Alice");
    expect(seen(shared)).toContain("Streaming Video");
    expect(labelsOf(shared)).not.toContain("Share");
  });

  it("works where only this person has installed the bot", async () => {
    const { server } = await startBot({ server: { guilds: [] } });
    const mine = await server.ask(slash("saved", {}, { userInstall: true }));
    const shared = await server.click(mine, "Share", { userInstall: true });
    expect(isPrivate(shared)).toBe(false);
    expect(seen(shared)).toContain("Shared by Alice");
  });

  it("says which permission a person lacks", async () => {
    const { server } = await startBot();
    const mine = await server.ask(slash("saved", {}));
    const refusal = await server.click(mine, "Share", { by: { ...ALICE, permissions: MUTED.permissions } });
    expect(isPrivate(refusal)).toBe(true);
    expect(seen(refusal)).toContain("“Send Messages”");
    // Nobody sees a button that they may not press.
    expect(labelsOf(await server.ask(slash("saved", {}, { by: MUTED })))).not.toContain("Share");
    const guest = {
      by: { ...ALICE, permissions: ALICE.permissions & ~PERMISSIONS.useExternalApps },
      userInstall: true,
    };
    expect(seen(await server.click(mine, "Share", guest))).toContain("“Use External Apps”");
  });
});

describe("a choice in a menu", () => {
  it.each(["", "0x old", "1r gone;paper=1"])(
    "that is old or unknown gets a friendly answer: %j",
    async (value) => {
      const { server } = await startBot();
      const first = await server.ask(slash("paper", { query: "video" }));
      const answer = await server.ask(choice("menu", value, first.message));
      expect(isPrivate(answer)).toBe(true);
      expect(seen(answer)).toContain("out of date");
    },
  );

  it("turns the page as a button does, also when the answer takes long", async () => {
    const { server } = await startBot();
    const first = await server.ask(slash("slow", { ms: 1800, who: "everyone" }));
    const value =
      encodeAction({ command: "slow", options: { ms: "1800", who: "everyone" }, effect: "replace" }) ?? "";
    const again = await server.ask(choice("menu", value, first.message));
    expect(again.steps).toEqual(["6", "PATCH @original"]);
    expect(again.message.id).toBe(first.message.id);
  });
});

describe("old and unknown buttons", () => {
  it.each(["", "0x old", "1r gone;paper=1", "1z paper"])("get a friendly answer: %j", async (id) => {
    const { server } = await startBot();
    const first = await server.ask(slash("paper", { query: "video" }));
    const answer = await server.ask(press(id, first.message));
    expect(isPrivate(answer)).toBe(true);
    expect(seen(answer)).toContain("out of date");
  });
});
