import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { countDay } from "../../bench/chaos/count.ts";
import { openDatabase, writeBatch } from "../../src/store/database.ts";
import { type Delivery, deliveryId, insertDeliveries } from "../../src/store/deliveries.ts";
import { createDiscordServer } from "../support/discord/server.ts";
import { SPARE_CHANNEL_IDS } from "../support/discord/world.ts";
import { temporaryFolder } from "../support/folder.ts";
import { createSlackServer } from "../support/slack/server.ts";

const DAY = "2026-11-25";
const TEXT = "Paper of the day · Wednesday, 25 November 2026";
const ON_DISCORD = { platform: "discord", channel: String(SPARE_CHANNEL_IDS[0]) };
const ON_SLACK = { platform: "slack", channel: "C1" };

/** Both platforms, and a ledger to write to. */
async function openScene(history = true) {
  const discord = await createDiscordServer();
  const slack = await createSlackServer({ scopes: [] });
  const db = await openDatabase(join(temporaryFolder(), "paperboy.db"));
  onTestFinished(async () => {
    await Promise.all([discord.stop(), slack.close(), db.destroy()]);
  });
  const post = (...texts: readonly string[]) =>
    texts.map((text) => slack.channels.post({ channel: "C1", text }).ts);
  const record = (place: typeof ON_SLACK, fields: Partial<Delivery>) => {
    const now = new Date();
    const row: Delivery = {
      ...place,
      id: deliveryId(place, DAY, fields.kind ?? "post"),
      day: DAY,
      kind: "post",
      state: "sent",
      content: { papers: [] },
      dueAt: now,
      closesAt: now,
      attempts: 1,
      updatedAt: now,
      ...fields,
    };
    return writeBatch(db, (tx) => insertDeliveries(tx, [row]));
  };
  const count = (...places: readonly (typeof ON_SLACK)[]) =>
    countDay({ db, discord, slack, places, history }, DAY);
  return { discord, post, record, count };
}

describe("the chaos command", () => {
  it("sees that all is well", async () => {
    const { discord, post, record, count } = await openScene(false);
    const [ts = ""] = post(TEXT);
    await record(ON_SLACK, { message: ts });
    discord.rest.posted.push({
      id: "7",
      channel_id: ON_DISCORD.channel,
      components: [{ type: 10, content: TEXT }],
    });
    await record(ON_DISCORD, { message: "7" });
    expect(await count(ON_SLACK, ON_DISCORD)).toEqual({ ended: { sent: 2 }, violations: [] });
  });

  it("sees a second post, one that was forgotten, and one that is not there", async () => {
    const { post, record, count } = await openScene();
    const [ts = ""] = post(TEXT, TEXT);
    await record(ON_SLACK, { message: ts });
    await record(ON_DISCORD, { message: "8" });
    const other = { platform: "slack", channel: "C2" };
    const { violations } = await count(ON_SLACK, ON_DISCORD, other);
    expect(violations).toEqual([
      "slack:C1: 2 posts",
      expect.stringMatching(/^discord:\d+: the post is sent, but there is no message 8$/),
      "slack:C2: no row in the ledger",
    ]);
  });

  it.each([
    ["skipped", "paused"],
    ["failed", "busy"],
    ["sending", undefined],
    ["uncertain", "I cannot tell"],
  ] as const)("takes no %s for an answer where it can be posted and read", async (state, reason) => {
    const { record, count } = await openScene();
    await record(ON_SLACK, { state, ...(reason && { reason }) });
    expect((await count(ON_SLACK)).violations).toEqual([
      `slack:C1: the post is ${state} (${reason ?? "no reason"}), and 0 messages are there`,
    ]);
  });

  it("leaves to a person what cannot be read", async () => {
    const { record, count } = await openScene(false);
    await record(ON_SLACK, { state: "uncertain", reason: "I cannot tell" });
    expect((await count(ON_SLACK)).violations).toEqual([]);
  });

  it("finds nothing wrong with the program, on an ordinary day and over a change of the clocks", async () => {
    const chaos = join(import.meta.dirname, "..", "..", "dist", "bench", "chaos.js");
    const run = (...more: readonly string[]) =>
      promisify(execFile)(process.execPath, [chaos, "--runs", "1", ...more]);
    for (const { stdout } of await Promise.all([run(), run("--dst")]))
      expect(stdout).toContain("no channel with two posts, none without a post or a reason");
  }, 300_000);
});
