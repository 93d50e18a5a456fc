import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { startBot } from "../../support/discord/bot.ts";
import { tooMany } from "../../support/discord/channels.ts";
import { refusal } from "../../support/discord/http.ts";
import { outgoing, startPoster, trace } from "../../support/discord/poster.ts";
import { createDiscordServer, isPrivate, labelsOf, seen } from "../../support/discord/server.ts";
import {
  CHANNEL_ID,
  FLAT_CHANNEL_ID,
  HIDDEN_CHANNEL_ID,
  QUIET_CHANNEL_ID,
} from "../../support/discord/world.ts";

const MESSAGES = /POST .*\/messages$/;
const THREADS = /POST .*\/threads$/;

describe("a post", () => {
  it("says what it should, pings nobody, and its buttons work", async () => {
    const { server, platform } = await startBot();
    const { message: id } = (await platform.poster?.post(outgoing())) ?? {};
    const [message = {}] = server.rest.posted;
    expect(message.id).toBe(id);
    expect(seen({ message })).toContain("Paper of the day");
    expect(seen({ message })).toContain("Streaming Video With Fewer Stalls");
    expect(labelsOf({ message })).toEqual(["Abstract"]);
    const abstract = await server.click({ message }, "Abstract");
    expect(isPrivate(abstract)).toBe(true);
    expect(seen(abstract)).toContain("The whole abstract of p1.");
  });

  it("works before the bot is connected", async () => {
    const { server, poster } = await startPoster();
    await poster.post(outgoing());
    expect(server.rest.posted).toHaveLength(1);
    expect(server.pings).toEqual([]);
    expect(server.refused).toEqual([]);
  });

  it("is the same message when it is sent again", async () => {
    const { server, poster } = await startPoster();
    const first = await poster.post(outgoing());
    expect(await poster.post(outgoing())).toEqual(first);
    expect(await poster.post(outgoing({ key: "another" }))).not.toEqual(first);
    expect(server.rest.posted).toHaveLength(2);
  });

  it.each([
    ["the connection broke off", "reset"],
    ["no answer came", "silence"],
    ["Discord stumbled", { status: 502 }],
  ] as const)("is made once although %s after it was taken", async (_, answer) => {
    const { server, poster } = await startPoster();
    server.fail({ on: MESSAGES, answer, taken: true, times: 2 });
    const { message } = await poster.post(outgoing());
    expect(server.rest.posted.map(({ id }) => id)).toEqual([message]);
    expect(server.requests).toHaveLength(3);
  });

  it("does not go out, nor is repeated, once it is late", async () => {
    const { server, poster } = await startPoster();
    await expect(poster.post(outgoing({ isLate: () => true }))).rejects.toMatchObject({ kind: "retry" });
    expect(server.requests).toEqual([]);
    server.fail({ on: MESSAGES, answer: "reset", taken: true });
    const isLate = () => server.requests.length > 0;
    await expect(poster.post(outgoing({ isLate }))).rejects.toMatchObject({ kind: "uncertain" });
    expect(server.requests).toHaveLength(1);
  });

  it("that has waited for a rate limit until it is late does not go out", async () => {
    const { server, poster } = await startPoster();
    server.fail({ on: MESSAGES, answer: tooMany(0.3) });
    const isLate = () => server.requests.length > 0;
    await expect(poster.post(outgoing({ isLate }))).rejects.toMatchObject({ kind: "retry" });
    expect(server.requests).toHaveLength(1);
    expect(server.rest.posted).toEqual([]);
  });

  it("waits for a short rate limit", async () => {
    const { server, poster } = await startPoster();
    server.fail({ on: MESSAGES, answer: tooMany(0.2) });
    await poster.post(outgoing());
    expect(server.rest.posted).toHaveLength(1);
  });

  it("is not made any more when the bot is being stopped", async () => {
    const { server, platform } = await startBot();
    await platform.stop();
    await expect(platform.poster?.post(outgoing())).rejects.toMatchObject({ kind: "retry" });
    expect(server.rest.posted).toEqual([]);
  });

  it("does not wait for a channel that stands still", async () => {
    const { server, poster } = await startPoster();
    server.fail({ on: new RegExp(`${FLAT_CHANNEL_ID}/messages`), answer: "silence", times: 3 });
    const stuck = poster.post(outgoing({ channel: FLAT_CHANNEL_ID, key: "stuck" }));
    const order: string[] = [];
    await Promise.all([
      stuck.catch(() => order.push("stuck")),
      poster.post(outgoing()).then(() => order.push("posted")),
    ]);
    expect(order).toEqual(["posted", "stuck"]);
  });
});

describe("a post that fails", () => {
  it.each([
    ["View Channel is missing", HIDDEN_CHANNEL_ID, /no access/],
    ["Send Messages is missing", QUIET_CHANNEL_ID, /lacks a permission/],
    ["the channel is gone", "300000000000000099", /channel was deleted/],
  ])("for good, because %s", async (_, channel, words) => {
    const { server, poster } = await startPoster();
    await expect(poster.post(outgoing({ channel }))).rejects.toMatchObject({
      name: "PostError",
      kind: "channel",
      message: expect.stringMatching(words),
    });
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    [400, 50083, "channel"],
    [400, 160005, "channel"],
    [400, 40058, "channel"],
    [403, 50009, "channel"],
    [404, 10004, "channel"],
    [400, 50035, "payload"],
    [403, 50013, "channel"],
    [401, 0, "token"],
    [403, 40001, "token"],
    [403, 40333, "retry"],
    [403, 0, "retry"],
    [404, 0, "retry"],
  ])("with %d and the code %d: %s, and it is not tried again", async (status, code, kind) => {
    const { server, poster } = await startPoster();
    server.fail({ on: MESSAGES, answer: refusal(status, code, "No"), times: 9 });
    await expect(poster.post(outgoing())).rejects.toMatchObject({ name: "PostError", kind });
    expect(server.requests).toHaveLength(1);
  });

  it("in the words of a proxy may work later", async () => {
    const { server, poster } = await startPoster();
    const answer = { status: 403, body: "Forbidden", headers: { "content-type": "text/html" } };
    server.fail({ on: MESSAGES, answer });
    await expect(poster.post(outgoing())).rejects.toMatchObject({ kind: "retry" });
  });

  it("for a long rate limit may be made when that is over", async () => {
    const { server, poster } = await startPoster();
    server.fail({ on: MESSAGES, answer: tooMany(30) });
    const failure = await poster.post(outgoing()).catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: "retry" });
    expect((failure as { retryAfterMs: number }).retryAfterMs).toBeGreaterThanOrEqual(30_000);
  });

  it("because nothing can be reached may be made later", async () => {
    const away = await createDiscordServer();
    await away.stop();
    const { poster } = await startPoster({ url: away.url });
    await expect(poster.post(outgoing())).rejects.toMatchObject({
      kind: "retry",
      message: "Discord couldn't accept the post.",
      forOperator: expect.stringContaining("online"),
    });
  });

  it("for a bad token sends nothing more for a while", async () => {
    const { server, poster } = await startPoster({ token: "wrong" });
    for (let turn = 0; turn < 3; turn += 1)
      await expect(poster.post(outgoing())).rejects.toMatchObject({
        kind: "token",
        message: expect.not.stringMatching(/token|portal/i),
        forOperator: expect.stringContaining("does not accept the bot token"),
      });
    expect(server.requests).toHaveLength(1);
  });

  it("while it waits for its turn was not sent, and never will be", async () => {
    const { server, poster } = await startPoster({ withinMs: 2500 });
    // Each wait is a short one, but together they are longer than a post may take.
    server.fail({ on: MESSAGES, answer: tooMany(1), times: 4 });
    await expect(poster.post(outgoing())).rejects.toMatchObject({ kind: "retry" });
    await sleep(600);
    expect(server.rest.posted).toEqual([]);
  });

  it.each([
    ["the connection breaks off", "reset", true],
    ["the connection breaks off", "reset", false],
    ["no answer comes", "silence", true],
    ["Discord stumbles", { status: 500 }, true],
    ["Discord stumbles", { status: 503 }, false],
  ] as const)("is uncertain if %s each time (%j, taken: %s)", async (_, answer, taken) => {
    const { server, poster } = await startPoster();
    server.fail({ on: MESSAGES, answer, taken, times: 3 });
    await expect(poster.post(outgoing())).rejects.toMatchObject({ kind: "uncertain" });
    expect(server.rest.posted).toHaveLength(taken ? 1 : 0);
  });

  it("stays uncertain if it is refused after an answer was lost", async () => {
    const { server, poster } = await startPoster();
    server.fail({ on: MESSAGES, answer: "reset", taken: true });
    server.fail({ on: MESSAGES, answer: refusal(403, 50013, "Missing Permissions") });
    await expect(poster.post(outgoing())).rejects.toMatchObject({ kind: "uncertain" });
  });
});

describe("a post below another", () => {
  it("opens a thread, named after the paper, and others follow into it", async () => {
    const { server, poster } = await startPoster();
    const { message: thread } = await poster.post(outgoing());
    const threadName = "The Paper Above";
    await poster.post(outgoing({ thread, threadName, key: "second" }));
    await poster.post(outgoing({ thread, threadName, key: "third" }));
    expect(server.rest.posted.map((message) => message.channel_id)).toEqual([CHANNEL_ID, thread, thread]);
    expect(server.rest.channels.threads.get(thread)).toMatchObject({
      name: "The Paper Above",
    });
    expect(server.requests.filter((request) => THREADS.test(request))).toHaveLength(1);
  });

  it("finds the thread that another has just opened", async () => {
    const { server, poster } = await startPoster();
    const { message: thread } = await poster.post(outgoing());
    await Promise.all(["a", "b", "c"].map((key) => poster.post(outgoing({ thread, key }))));
    expect(server.rest.posted.filter((message) => message.channel_id === thread)).toHaveLength(3);
    expect(server.rest.channels.threads.size).toBe(1);
  });

  it("fits any title into the thread's name", async () => {
    const { server, poster } = await startPoster();
    const { message: thread } = await poster.post(outgoing());
    const threadName = `\u202e ${"very ".repeat(60)}long`;
    await poster.post(outgoing({ thread, threadName, key: "second" }));
    expect(String(server.rest.channels.threads.get(thread)?.name)).toMatch(/^very very .*…$/);
  });

  it("follows it in the channel where there are no threads, as in a thread", async () => {
    const { server, poster } = await startPoster();
    const { message: channel } = await poster.post(outgoing());
    await poster.post(outgoing({ thread: channel, key: "opens it" }));
    const { message: thread } = await poster.post(outgoing({ channel, key: "in a thread" }));
    await poster.post(outgoing({ channel, thread, key: "below that" }));
    expect(server.rest.posted.at(-1)?.channel_id).toBe(channel);
  });

  it("may be made later if the answer to opening the thread is lost, whichever way it went", async () => {
    const { server, poster } = await startPoster();
    const { message: thread } = await poster.post(outgoing());
    const second = outgoing({ thread, key: "second" });
    server.fail({ on: THREADS, answer: { status: 502 }, taken: true });
    await expect(poster.post(second)).rejects.toMatchObject({ kind: "retry" });
    await poster.post(second);
    expect(server.rest.posted.at(-1)?.channel_id).toBe(thread);
    const other = await poster.post(outgoing({ key: "other" }));
    server.fail({ on: THREADS, answer: { status: 502 }, times: 3 });
    const third = outgoing({ thread: other.message, key: "third" });
    await expect(poster.post(third)).rejects.toMatchObject({ kind: "retry" });
  });

  it.each([["the message is gone", CHANNEL_ID, "300000000000000098"]])(
    "fails for good if %s",
    async (_, channel, missing) => {
      const { poster } = await startPoster();
      const { message } = await poster.post(outgoing({ channel }));
      const second = outgoing({ channel, thread: missing ?? message, key: "second" });
      await expect(poster.post(second)).rejects.toMatchObject({ kind: "channel" });
    },
  );

  it("is a reply where no thread may be opened, and is found there", async () => {
    const { server, poster } = await startPoster();
    const first = await poster.post(outgoing({ channel: FLAT_CHANNEL_ID }));
    const second = { channel: FLAT_CHANNEL_ID, thread: first.message, key: "second" };
    const { message } = await poster.post(outgoing(second));
    expect(server.rest.posted.at(-1)).toMatchObject({
      channel_id: FLAT_CHANNEL_ID,
      message_reference: { message_id: first.message },
    });
    expect(await poster.find(trace(second))).toEqual({ message });
    expect(server.refused).toEqual([]);
  });

  it("is a reply if the thread is locked", async () => {
    const { server, poster } = await startPoster();
    const { message: thread } = await poster.post(outgoing());
    await poster.post(outgoing({ thread, key: "second" }));
    const opened = server.rest.channels.threads.get(thread);
    if (opened) opened.locked = true;
    await poster.post(outgoing({ thread, key: "third" }));
    expect(server.rest.posted.at(-1)).toMatchObject({ message_reference: { message_id: thread } });
  });
});
