import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { webApi } from "@slack/bolt";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { countDay } from "../../bench/chaos/count.ts";
import { createWithdrawal } from "../../bench/chaos/fates.ts";
import { createProxy, type Fate } from "../../bench/chaos/proxy.ts";
import { longDay } from "../../src/delivery/compose.ts";
import { DEFAULT_SETTINGS } from "../../src/delivery/subscription-settings.ts";
import { messageOf } from "../../src/errors.ts";
import { traceOf } from "../../src/platforms/slack/post/trace.ts";
import { writeBatch } from "../../src/store/database.ts";
import { type Delivery, deliveryId, insertDeliveries } from "../../src/store/deliveries.ts";
import { putSubscription } from "../../src/store/subscriptions.ts";
import { createDiscordServer } from "../support/discord/server.ts";
import { SPARE_CHANNEL_IDS } from "../support/discord/world.ts";
import { temporaryFolder } from "../support/folder.ts";
import { openNewDatabase } from "../support/library/database.ts";
import { BOT_TOKEN, createSlackServer } from "../support/slack/server.ts";

const DAY = "2026-11-25";
const TEXT = "Paper of the day · Wednesday, 25 November 2026";
const ON_DISCORD = { platform: "discord", channel: String(SPARE_CHANNEL_IDS[0]) };
const ON_SLACK = { platform: "slack", channel: "C1" };

/** Both platforms, and a ledger to write to. */
async function openScene(history = true) {
  const discord = await createDiscordServer();
  const slack = await createSlackServer({ scopes: [] });
  const db = await openNewDatabase(join(temporaryFolder(), "paperboy.db"));
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
  const lost = new Set<string>();
  const held = new Set<string>();
  const taken: { to: string; id: string; text: string }[] = [];
  const mail = { taken };
  const count = (...places: readonly (typeof ON_SLACK)[]) =>
    countDay({ mail, db, discord, slack, places, history, lost, held }, DAY);
  return { db, discord, slack, mail, post, record, count, lost, held };
}

describe("the chaos command", () => {
  it("sees a mail that was handed over twice, one that is missing, and one that nobody can know of", async () => {
    const reader = { platform: "email", channel: "reader-0" };
    const scene = await openScene();
    const row = { kind: "digest", id: deliveryId(reader, DAY, "digest") } as const;
    const mail = { to: "reader-0@example.org", id: `${row.id}@example.org`, text: longDay(DAY) };
    await scene.record(reader, { ...row, message: mail.id });
    const violations = async () => (await scene.count(reader)).violations.join();
    expect(await violations()).toContain("there is no message");
    scene.mail.taken.push(mail);
    expect(await violations()).toBe("");
    scene.mail.taken.push(mail);
    expect(await violations()).toContain("2 posts");
    const other = await openScene();
    await other.record(reader, { ...row, state: "uncertain", reason: "lost" });
    expect((await other.count(reader)).violations.join()).toContain("is uncertain");
    other.lost.add(row.id);
    expect((await other.count(reader)).violations).toEqual([]);
  });

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
    expect(await count(ON_SLACK, ON_DISCORD)).toEqual({ ended: { sent: 2 }, late: 0, violations: [] });
  });

  it("counts apart what the network held until another process had looked for it", async () => {
    const { post, record, count, held } = await openScene();
    const [ts = ""] = post(TEXT, TEXT);
    await record(ON_SLACK, { message: ts });
    held.add(deliveryId(ON_SLACK, DAY, "thread"));
    expect(await count(ON_SLACK)).toMatchObject({ late: 0, violations: ["slack:C1: 2 posts"] });
    held.add(deliveryId(ON_SLACK, DAY, "post"));
    expect(await count(ON_SLACK)).toMatchObject({ late: 1, violations: [] });
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

  it("leaves to a person what cannot be read, if its answer was lost", async () => {
    const { record, count, lost } = await openScene(false);
    await record(ON_SLACK, { state: "uncertain", reason: "I cannot tell" });
    const complaint = "slack:C1: the post is uncertain (I cannot tell), and 0 messages are there";
    expect((await count(ON_SLACK)).violations).toEqual([complaint]);
    lost.add(deliveryId(ON_SLACK, DAY, "post"));
    expect((await count(ON_SLACK)).violations).toEqual([]);
    await record(ON_DISCORD, { state: "uncertain", reason: "I cannot tell" });
    lost.add(deliveryId(ON_DISCORD, DAY, "post"));
    expect((await count(ON_DISCORD)).violations).toHaveLength(1);
  });

  it("sees a channel that was paused", async () => {
    const { db, post, record, count } = await openScene();
    const [ts = ""] = post(TEXT);
    await record(ON_SLACK, { message: ts });
    await writeBatch(db, (tx) =>
      putSubscription(tx, {
        ...DEFAULT_SETTINGS,
        ...ON_SLACK,
        origin: "chat",
        plannedUntil: new Date(),
        paused: { at: new Date(), reason: "the token", by: "program" },
      }),
    );
    expect((await count(ON_SLACK)).violations).toEqual(["slack:C1: paused: the token"]);
  });

  it("notes whose answers it swallowed, and refuses a withdrawn token without a word to the platform", async () => {
    const slack = await createSlackServer({ scopes: ["chat:write"] });
    const fates: Fate[] = [
      { kind: "pass" },
      { kind: "status", status: 429, taken: false },
      { kind: "withdrawn" },
      { kind: "status", status: 502, taken: true },
      { kind: "reset", taken: false },
      { kind: "freeze", taken: true, ms: 7 },
      { kind: "hold", ms: 7 },
    ];
    const lost: string[] = [];
    const held: string[] = [];
    const frozen: number[] = [];
    const proxy = await createProxy({
      target: new URL(slack.apiUrl).origin,
      fateOf: () => fates.shift() ?? { kind: "pass" },
      victim: { kill() {}, freeze: (ms) => frozen.push(ms) },
      refusal: { status: 200, body: { ok: false, error: "invalid_auth" } },
      onLost: (key) => lost.push(key),
      onHeld: (key) => held.push(key),
    });
    onTestFinished(async () => {
      await Promise.all([proxy.close(), slack.close()]);
    });
    const options = { retryConfig: { retries: 0 }, rejectRateLimitedCalls: true };
    const client = new webApi.WebClient(BOT_TOKEN, { slackApiUrl: `${proxy.url}/api/`, ...options });
    const errors: unknown[] = [];
    for (const [key, { kind }] of [...fates].entries()) {
      const metadata = traceOf(`${kind} ${key}`);
      const posting = client.chat.postMessage({ channel: `C${key}`, text: "A paper", metadata });
      errors.push(await posting.then(() => "posted", messageOf));
    }
    expect(errors.slice(0, 3)).toEqual([
      "posted",
      expect.stringContaining("rate-limit"),
      expect.stringContaining("invalid_auth"),
    ]);
    expect(lost).toEqual(["status 3", "reset 4", "freeze 5", "hold 6"]);
    expect([held, frozen]).toEqual([["hold 6"], [7]]);
    const arrived = errors.flatMap((_, key) => (slack.channels.messages(`C${key}`).length > 0 ? [key] : []));
    expect(arrived).toEqual([0, 3, 5, 6]);
    // What is under way when its program dies can be waited for.
    fates.push({ kind: "delay", ms: 30 });
    const late = client.chat.postMessage({ channel: "C9", text: "A paper", metadata: traceOf("late") });
    await vi.waitUntil(() => fates.length === 0);
    await proxy.arrived();
    expect(slack.channels.messages("C9")).toHaveLength(1);
    await late;
  });

  it("withdraws a token for an hour", () => {
    let now = 0;
    const begun: unknown[] = [];
    // The first draw decides that there is an hour, the second when, the third where.
    const draws = [0, 0.5, 0];
    const withdrawal = createWithdrawal(
      () => draws.shift() ?? 0,
      () => now,
      (platforms) => begun.push(...platforms),
    );
    expect([withdrawal.isOn("discord", 12), withdrawal.until]).toEqual([false, undefined]);
    expect([withdrawal.isOn("discord", 13), withdrawal.isOn("slack", 13)]).toEqual([true, true]);
    now = 3_599_999;
    expect(withdrawal.isOn("slack", 14)).toBe(true);
    now = 3_600_000;
    expect(withdrawal.isOn("slack", 15)).toBe(false);
    expect(begun).toEqual(["discord", "slack"]);
  });

  it("finds nothing wrong with the program, on an ordinary day and over a change of the clocks", async () => {
    const chaos = join(import.meta.dirname, "..", "..", "dist", "bench", "chaos", "chaos.js");
    // Seed 9 starts the program four times, and kills it at a request and at some moment. A day with a withdrawn token takes a
    // dozen starts; .ci/run has one.
    const run = (...more: readonly string[]) =>
      promisify(execFile)(process.execPath, [chaos, "--runs", "1", "--seed", "9", ...more]);
    for (const { stdout } of await Promise.all([run(), run("--dst")]))
      expect(stdout).toContain("no channel with two posts, none without a post or a reason");
  }, 300_000);
});
