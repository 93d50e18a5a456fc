import { describe, expect, it, onTestFinished } from "vitest";
import type { Outgoing, Poster } from "../../src/chat/poster.ts";
import { findSubscription } from "../../src/store/subscriptions.ts";
import { createClock } from "../support/clock.ts";
import { openDesk } from "../support/delivery/delivery.ts";
import { startPoster } from "../support/discord/poster.ts";
import { SPARE_CHANNEL_IDS } from "../support/discord/world.ts";
import { isOverPostgres } from "../support/postgres.ts";
import { MORE, openPoster } from "../support/slack/poster.ts";

/** What only the operator can do something about. */
const OPERATORS_ADVICE = /token|SLACK_|DISCORD_|api\.slack|portal|scope/i;

/** Channels that are due at nine on Monday, on a platform that is reached through its real client. */
async function setUp(platform: string, poster: Poster, channels: readonly string[]) {
  const clock = createClock("2026-11-23T08:00:00Z");
  const desk = await openDesk(clock);
  for (const channel of channels) await desk.subscribe(channel, { platform });
  const runner = desk.runner({ posters: new Map([[platform, poster]]) });
  const beatAt = async (time: string) => {
    clock.set(`2026-11-23T${time}Z`);
    await runner.tick();
    await runner.idle();
  };
  const pausedIn = async (channel: string) =>
    (await findSubscription(desk.db, { platform, channel }))?.paused;
  return { desk, beatAt, pausedIn };
}

async function onSlack(channels: readonly string[]) {
  const { server, poster } = await openPoster({ scopes: MORE });
  onTestFinished(() => server.close());
  const tries: Outgoing[] = [];
  const counting: Poster = {
    ...poster,
    post(message) {
      tries.push(message);
      return poster.post(message);
    },
  };
  return { server, tries, ...(await setUp("slack", counting, channels)) };
}

// Over PostgreSQL the first answer is there before the others have begun, who then wait for it to be over.
describe.skipIf(isOverPostgres())("a token that is refused", () => {
  it.each(["token_revoked", "invalid_auth", "account_inactive", "missing_scope"])(
    "by Slack with %s holds the platform back, pauses nothing, and is over when it is over",
    async (code) => {
      const channels = ["C1", "C2", "C3"];
      const { server, tries, desk, beatAt, pausedIn } = await onSlack(channels);
      server.failNext("chat.postMessage", code, code, code, code);
      await beatAt("09:00:00");
      const rows = await desk.rows();
      expect(rows.map(({ state }) => state)).toEqual(["failed", "failed", "failed"]);
      expect(rows.filter(({ reason }) => OPERATORS_ADVICE.test(reason ?? ""))).toEqual([]);
      const refused = tries.length;
      await beatAt("09:00:30");
      expect(tries).toHaveLength(refused);
      // One tries the door.
      await beatAt("09:01:00");
      expect(tries).toHaveLength(refused + 1);
      for (const minute of [5, 10, 15]) await beatAt(`09:${String(minute).padStart(2, "0")}:00`);
      expect((await desk.rows()).map(({ state }) => state)).toEqual(["sent", "sent", "sent"]);
      for (const channel of channels) {
        expect(server.channels.messages(channel)).toHaveLength(1);
        expect(await pausedIn(channel)).toBeUndefined();
      }
    },
  );

  it("by Discord holds the platform back, pauses nothing, and is over when it is over", async () => {
    const channels = SPARE_CHANNEL_IDS.slice(0, 2).map(String);
    const { server, poster } = await startPoster({ lockedOutMs: 0 });
    const { desk, beatAt, pausedIn } = await setUp("discord", poster, channels);
    const answer = { status: 401, body: { code: 0, message: "401: Unauthorized" } };
    server.fail({ on: /messages/, answer, times: 3 });
    for (const time of ["09:00:00", "09:01:00", "09:05:00", "09:10:00"]) await beatAt(time);
    expect((await desk.rows()).map(({ state }) => state)).toEqual(["sent", "sent"]);
    for (const channel of channels) expect(await pausedIn(channel)).toBeUndefined();
  });
});

describe("a post that is refused as it is", () => {
  it.each(["invalid_blocks", "msg_too_long"])("by Slack with %s is posted as plain text", async (code) => {
    const { server, desk, beatAt, pausedIn } = await onSlack(["C1"]);
    server.failNext("chat.postMessage", code);
    await beatAt("09:00:00");
    await beatAt("09:00:10");
    expect(await desk.rows()).toMatchObject([{ state: "sent", reason: null }]);
    expect(server.calls.map(({ args }) => "blocks" in args)).toEqual([false]);
    expect(await pausedIn("C1")).toBeUndefined();
  });

  it("also as plain text gives way to the next paper, a few times", async () => {
    const { server, desk, beatAt } = await onSlack(["C1", "C2"]);
    server.failNext(
      "chat.postMessage",
      "invalid_blocks",
      "invalid_blocks",
      "invalid_blocks",
      "invalid_blocks",
    );
    for (const second of ["00", "10", "20", "30"]) await beatAt(`09:00:${second}`);
    expect((await desk.rows()).map(({ state }) => state)).toEqual(["sent", "sent"]);
    for (const channel of ["C1", "C2"]) expect(server.channels.messages(channel)).toHaveLength(1);
  });

  it("is given up where everything is refused, and tomorrow is another day", async () => {
    const { server, tries, desk, beatAt, pausedIn } = await onSlack(["C1"]);
    server.failNext("chat.postMessage", ...Array.from({ length: 20 }, () => "invalid_blocks"));
    for (let minute = 10; minute < 30; minute += 1) await beatAt(`09:${minute}:00`);
    expect(tries).toHaveLength(6);
    expect(await desk.rows()).toMatchObject([{ state: "skipped", reason: "Slack refused this post." }]);
    expect(await pausedIn("C1")).toBeUndefined();
  });

  it("by Discord is posted as plain text", async () => {
    const [channel = ""] = SPARE_CHANNEL_IDS.map(String);
    const { server, poster } = await startPoster();
    const { desk, beatAt } = await setUp("discord", poster, [channel]);
    const answer = { status: 400, body: { code: 50035, message: "Invalid Form Body" } };
    server.fail({ on: /messages/, answer });
    await beatAt("09:00:00");
    await beatAt("09:00:10");
    expect(await desk.rows()).toMatchObject([{ state: "sent" }]);
    expect(JSON.stringify(server.rest.posted)).toMatch(/Paper of the day/);
    expect(JSON.stringify(server.rest.posted)).not.toContain("custom_id");
    expect(server.refused).toEqual([]);
  });
});

describe("a channel that is closed", () => {
  it.each([
    ["the bot was removed", { member: false }],
    ["it is archived", { archived: true }],
  ])("because %s waits alone, and goes on by itself with the paper of the day", async (_, state) => {
    const { server, desk, beatAt, pausedIn } = await onSlack(["C1", "C2"]);
    server.channels.set("C1", state);
    await beatAt("09:00:00");
    expect(await pausedIn("C1")).toMatchObject({ by: "program" });
    expect(await pausedIn("C2")).toBeUndefined();
    await beatAt("09:10:00");
    expect(await pausedIn("C1")).toMatchObject({ by: "program" });
    server.channels.set("C1", {});
    await beatAt("09:20:00");
    await beatAt("09:20:10");
    expect(await pausedIn("C1")).toBeUndefined();
    expect((await desk.rows()).map(({ state }) => state)).toEqual(["sent", "sent"]);
    expect(server.channels.messages("C1")).toHaveLength(1);
  });

  it("is no place for a test message, also where it may not be looked at", async () => {
    const { server, poster } = await openPoster();
    onTestFinished(() => server.close());
    const { beatAt, pausedIn } = await setUp("slack", poster, ["C1"]);
    server.channels.set("C1", { member: false });
    await beatAt("09:00:00");
    for (const time of ["09:01:00", "09:05:00", "09:20:00"]) await beatAt(time);
    expect(await pausedIn("C1")).toBeDefined();
    server.channels.set("C1", {});
    await beatAt("10:00:00");
    await beatAt("10:00:10");
    expect(await pausedIn("C1")).toBeUndefined();
    expect(server.channels.messages("C1")).toHaveLength(1);
  });
});
