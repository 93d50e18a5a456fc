import { webApi } from "@slack/bolt";
import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import type { PostError } from "../../../../src/chat/poster.ts";
import { note } from "../../../../src/chat/reply.ts";
import { boltLogger } from "../../../../src/platforms/slack/bolt-log.ts";
import { decodeButton } from "../../../../src/platforms/slack/button.ts";
import { TIMES } from "../../../../src/platforms/slack/limits.ts";
import { createChannelNames } from "../../../../src/platforms/slack/post/channel-names.ts";
import { createPoster } from "../../../../src/platforms/slack/post/poster.ts";
import { LEAST, MORE, openPoster, PAPER } from "../../../support/slack/poster.ts";
import { BOT_TOKEN, createSlackServer, type Loss } from "../../../support/slack/server.ts";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function workspace(settings: Parameters<typeof openPoster>[0] = {}) {
  const made = await openPoster(settings);
  open.push(made.server);
  return made;
}

describe("a post", () => {
  it("has an address in the workspace", async () => {
    const { poster, post } = await workspace();
    const { message } = await post();
    expect(await poster.link("C1", message)).toBe(
      `https://lab.slack.com/archives/C1/p${message.replace(".", "")}`,
    );
  });

  it("is one message with its key in the metadata, without cards for its links", async () => {
    const { server, post } = await workspace();
    const { message } = await post();
    expect(server.channels.messages("C1")).toMatchObject([
      { ts: message, metadata: { event_type: "paperboy_post", event_payload: { key: "day-1" } } },
    ]);
    expect(server.calls[0]?.args).toMatchObject({ unfurl_links: "false", unfurl_media: "false" });
    expect(server.calls[0]?.args).not.toHaveProperty("thread_ts");
    expect(String(server.calls[0]?.args.text)).toContain("Goats &amp; &lt;!channel&gt;");
    expect(server.refusals).toEqual([]);
  });

  it("has buttons that nobody can turn it into something else with", async () => {
    const { server, post } = await workspace();
    await post();
    const value = /"value":"([^"]+)"/.exec(JSON.stringify(server.calls[0]?.args.blocks))?.[1];
    expect(decodeButton(value ?? "")?.asker).toBe("nobody");
  });

  it("can go into the thread of another", async () => {
    const { server, poster, post } = await workspace();
    const { message: thread } = await post();
    await poster.post({ channel: "C1", reply: PAPER, key: "day-1-2", thread });
    expect(server.channels.messages("C1")[1]?.thread_ts).toBe(thread);
  });

  it("comes below the other in the channel where no thread is allowed", async () => {
    const { server, log, poster, post } = await workspace();
    server.channels.set("C1", { threadless: true });
    const { message: thread } = await post();
    const { message } = await poster.post({ channel: "C1", reply: PAPER, key: "day-1-2", thread });
    const [, below] = server.channels.messages("C1");
    expect(below).toMatchObject({ ts: message, metadata: { event_payload: { key: "day-1-2" } } });
    expect(below).not.toHaveProperty("thread_ts");
    expect(log.entries).toContainEqual(
      expect.objectContaining({ message: expect.stringMatching(/^no thread can be used there/) }),
    );
  });

  it("waits for its turn in the channel, and no other channel waits", async () => {
    const { server, post } = await workspace({ rateLimited: true });
    const order: string[] = [];
    const sent = ["C1", "C1", "C2"].map((channel, index) =>
      post(channel, `day-${index}`).then(() => order.push(channel)),
    );
    await Promise.all(sent);
    expect(order.toSorted()).toEqual(["C1", "C1", "C2"]);
    expect(order.at(-1)).toBe("C1");
    expect(server.refusals).toEqual([]);
  });

  it("does not go out if it is late when its turn comes", async () => {
    const { server, poster, post } = await workspace();
    await post();
    let isLate = false;
    const second = poster.post({ channel: "C1", reply: PAPER, key: "day-2", isLate: () => isLate });
    isLate = true;
    await expect(second).rejects.toMatchObject({ kind: "retry" });
    expect(server.channels.messages("C1")).toHaveLength(1);
  });

  it("comes back later where too many wait", async () => {
    const { server, post } = await workspace({ rateLimited: true });
    const all = await Promise.allSettled(Array.from({ length: 9 }, (_, index) => post("C1", `day-${index}`)));
    const failed = all.flatMap((one): unknown[] => (one.status === "rejected" ? [one.reason] : []));
    expect(failed.length).toBeGreaterThan(0);
    for (const error of failed) expect(error).toMatchObject({ kind: "retry" });
    expect((failed[0] as PostError).retryAfterMs).toBeGreaterThan(1_000);
    expect(server.channels.messages("C1")).toHaveLength(9 - failed.length);
    expect(server.refusals).toEqual([]);
  });

  it("is not repeated by itself when Slack asks for a pause, and the channel is left alone as long", async () => {
    const { server, failure, post } = await workspace();
    server.failNext("chat.postMessage", 429);
    expect(await failure()).toMatchObject({ kind: "retry", retryAfterMs: 1_000 });
    expect(server.channels.messages("C1")).toEqual([]);
    await post();
    expect(server.channels.messages("C1")).toHaveLength(1);
  });

  it.each<[string, Loss]>([
    ["the connection breaks after the post", { taken: true, by: "reset" }],
    ["the connection breaks before the post", { taken: false, by: "reset" }],
    ["Slack fails after the post", { taken: true, by: 500 }],
    ["Slack fails before the post", { taken: false, by: 503 }],
    ["something else answers", { taken: true, by: "nonsense" }],
  ])("is uncertain and sent once when %s", async (_, loss) => {
    const { server, failure } = await workspace();
    server.loseNext("chat.postMessage", loss);
    const error = await failure();
    expect(error.kind).toBe("uncertain");
    expect(error.message).toContain("answer was lost");
    expect(server.channels.messages("C1")).toHaveLength(loss.taken ? 1 : 0);
  });

  it("is uncertain when no answer comes in time", async () => {
    const { server, log } = await workspace();
    server.loseNext("chat.postMessage", { taken: true, by: "silence" });
    const patience = new AbortController();
    const impatient = createPoster({
      token: BOT_TOKEN,
      log,
      clientOptions: {
        logger: boltLogger(log),
        slackApiUrl: server.apiUrl,
        fetch: (url, init) => fetch(url, { ...init, signal: patience.signal }),
      },
    });
    const error = impatient
      .post({ channel: "C1", reply: PAPER, key: "day-1" })
      .catch((reason: unknown) => reason);
    await expect.poll(() => server.channels.messages("C1")).toHaveLength(1);
    patience.abort(new DOMException("no answer in time", "TimeoutError"));
    expect(await error).toMatchObject({ name: "PostError", kind: "uncertain" });
  });

  it("may be tried again when Slack could not be reached at all", async () => {
    const { server, failure } = await workspace();
    await server.close();
    open.pop();
    expect(await failure()).toMatchObject({ kind: "retry" });
  });

  it.each([
    ["no member", { member: false }, "/invite @paperboy"],
    ["no member of a private channel", { member: false, private: true }, "/invite @paperboy"],
    ["archived", { archived: true }, "archived"],
    ["not among those who may post", { restricted: true }, "its managers"],
  ])("fails for good, with what to do: %s", async (_, state, words) => {
    const { server, failure } = await workspace();
    server.channels.set("C1", state);
    const error = await failure();
    expect(error.kind).toBe("channel");
    expect(error.message).toContain(words);
  });

  it("names the bot as well as it can where Slack does not tell the name", async () => {
    const { server, failure } = await workspace();
    server.channels.set("C1", { member: false });
    server.failNext("auth.test", "fatal_error");
    expect((await failure()).message).toContain("/invite @Paperboy");
  });

  it("fails for good in a thread that is gone", async () => {
    const { poster, post } = await workspace();
    await post();
    const reply = poster.post({ channel: "C1", reply: PAPER, key: "x", thread: "1.000001" });
    await expect(reply).rejects.toMatchObject({ kind: "channel" });
  });
});

describe("what is missing in a channel", () => {
  const CASES = [
    ["nothing", {}, []],
    ["an invitation", { member: false }, [expect.stringContaining("/invite @paperboy")]],
    ["one to a private channel", { member: false, private: true }, [expect.stringContaining("/invite")]],
    ["what an archived channel cannot give", { archived: true }, [expect.stringContaining("archived")]],
  ] as const;

  it.each(CASES)("is named from what the channel's data tell: %s", async (_, state, expected) => {
    const { server, poster } = await workspace({ scopes: MORE });
    server.channels.set("C1", state);
    expect(await poster.missingIn("C1")).toEqual(expected);
    expect(server.channels.messages("C1")).toEqual([]);
  });

  it.each(CASES)("is named without more scopes, and nothing is posted: %s", async (_, state, expected) => {
    const { server, poster } = await workspace();
    server.channels.set("C1", state);
    expect(await poster.missingIn("C1")).toEqual(expected);
    expect(server.channels.messages("C1")).toEqual([]);
  });

  it("is left open where Slack looks at the text first", async () => {
    const { server, poster } = await workspace();
    server.channels.set("C1", { member: false });
    server.failNext("chat.postMessage", "no_text");
    expect(await poster.missingIn("C1")).toEqual([]);
  });

  it("cannot be told while something passes by itself, or the token is refused", async () => {
    const { server, poster } = await workspace();
    server.failNext("chat.postMessage", 429);
    await expect(poster.missingIn("C1")).rejects.toMatchObject({ kind: "retry" });
    server.failNext("conversations.info", "token_revoked");
    await expect(poster.missingIn("C1")).rejects.toMatchObject({ kind: "token" });
  });
});

describe("telling a person", () => {
  it("opens the conversation with them, with the least scopes", async () => {
    const { server, poster } = await workspace();
    await poster.tell("U1", note("The daily paper is paused."));
    expect(server.calls).toMatchObject([
      { method: "chat.postMessage", args: { channel: "U1", text: "The daily paper is paused." } },
    ]);
    expect([...server.scopesUsed]).toEqual(["chat:write"]);
  });

  it("rejects with what to do if it cannot be done", async () => {
    const { server, poster } = await workspace();
    server.failNext("chat.postMessage", "account_inactive");
    await expect(poster.tell("U1", note("Hello"))).rejects.toMatchObject({
      name: "PostError",
      kind: "token",
      message: expect.stringMatching(/^Slack doesn't accept the bot/),
    });
  });
});

describe("the name of a channel", () => {
  it("is asked once in some minutes, and kept while Slack cannot be reached", async () => {
    const server = await createSlackServer({ scopes: [...LEAST, "channels:read"] });
    onTestFinished(() => server.close());
    let time = 0;
    const client = new webApi.WebClient(BOT_TOKEN, {
      slackApiUrl: server.apiUrl,
      retryConfig: { retries: 0 },
    });
    const nameOf = createChannelNames(client, () => time);
    server.channels.set("C1", { name: "toys" });
    expect(await Promise.all([nameOf("C1"), nameOf("C1")])).toEqual(["#toys", "#toys"]);
    server.channels.set("C1", { name: "games" });
    expect(await nameOf("C1")).toBe("#toys");
    expect(server.calls).toHaveLength(1);
    time = TIMES.channelName;
    server.failNext("conversations.info", 503);
    expect(await nameOf("C1")).toBe("#toys");
    time = 2 * TIMES.channelName;
    expect(await nameOf("C1")).toBe("#games");
  });
});
