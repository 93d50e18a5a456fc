import { afterEach, describe, expect, it } from "vitest";
import { PostError } from "../../../src/chat/poster.ts";
import { note, type Reply } from "../../../src/chat/reply.ts";
import { boltLogger } from "../../../src/platforms/slack/bolt-log.ts";
import { decodeButton } from "../../../src/platforms/slack/button.ts";
import { createSlack } from "../../../src/platforms/slack/index.ts";
import { manifest } from "../../../src/platforms/slack/manifest.ts";
import { createPoster } from "../../../src/platforms/slack/poster.ts";
import { createRecordingLog } from "../../support/recording-log.ts";
import { slackChat } from "../../support/slack-chat.ts";
import { BOT_ID, BOT_USER } from "../../support/slack-identity.ts";
import { APP_TOKEN, BOT_TOKEN, createSlackServer, type Loss } from "../../support/slack-server.ts";

const { commands } = slackChat({ log: createRecordingLog() });
const scopesOf = (options: { history?: boolean }) =>
  manifest(commands, { prefix: "/", ...options }).oauth_config.scopes.bot;
/** What the manifest asks for; with what it can ask for beside. */
const LEAST = scopesOf({});
const MORE = scopesOf({ history: true });

const PAPER: Reply = {
  outcome: "answer",
  audience: "everyone",
  text: "Today's paper",
  cards: [
    {
      title: "Goats & <!channel>",
      url: "https://arxiv.org/abs/2401.00001",
      facts: [],
      body: "Goats climb.",
      buttons: [{ label: "More", action: { command: "paper", options: {}, effect: "replace" } }],
    },
  ],
  buttons: [],
};

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

interface Settings {
  readonly scopes?: readonly string[];
  readonly rateLimited?: boolean;
}

/** A poster of a platform that was made and not started, as the shell uses it. */
async function workspace({ scopes = LEAST, rateLimited = false }: Settings = {}) {
  const server = await createSlackServer({ scopes, rateLimited });
  open.push(server);
  const log = createRecordingLog();
  const tokens = { botToken: BOT_TOKEN, appToken: APP_TOKEN };
  const { poster } = createSlack({
    ...tokens,
    apiUrl: server.apiUrl,
    prefix: "/",
    log,
    now: () => new Date(),
  });
  const post = (channel = "C1", key = "day-1") => poster.post({ channel, reply: PAPER, key });
  const failure = async (channel?: string) => {
    const error: unknown = await post(channel).catch((reason: unknown) => reason);
    if (error instanceof PostError) return error;
    throw new Error("the post did not fail with a PostError", { cause: error });
  };
  const trace = { channel: "C1", key: "day-1", since: new Date() };
  return { server, log, poster, post, failure, trace };
}

describe("a post", () => {
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

  it("comes back later where too many wait", async () => {
    const { server, post } = await workspace({ rateLimited: true });
    const all = await Promise.allSettled(Array.from({ length: 9 }, (_, index) => post("C1", `day-${index}`)));
    const failed = all.flatMap((one): unknown[] => (one.status === "rejected" ? [one.reason] : []));
    expect(failed.length).toBeGreaterThan(0);
    for (const error of failed) expect(error).toMatchObject({ kind: "retry" });
    expect((failed[0] as PostError).retryAfterMs).toBeGreaterThan(1_000);
    expect(server.channels.messages("C1")).toHaveLength(9 - failed.length);
    expect(server.refusals).toEqual([]);
  }, 20_000);

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
    expect(error.message).toContain("may be there or not");
    expect(server.channels.messages("C1")).toHaveLength(loss.taken ? 1 : 0);
  });

  it("is uncertain when no answer comes in time", async () => {
    const { server, log } = await workspace();
    server.loseNext("chat.postMessage", { taken: true, by: "silence" });
    const impatient = createPoster({
      token: BOT_TOKEN,
      log,
      clientOptions: {
        logger: boltLogger(log),
        slackApiUrl: server.apiUrl,
        fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(300) }),
      },
    });
    const error: unknown = await impatient
      .post({ channel: "C1", reply: PAPER, key: "day-1" })
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "PostError", kind: "uncertain" });
    expect(server.channels.messages("C1")).toHaveLength(1);
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
    ["not among those who may post", { restricted: true }, "whoever manages it"],
  ])("fails for good, with what to do: %s", async (_, state, words) => {
    const { server, failure } = await workspace();
    server.channels.set("C1", state);
    const error = await failure();
    expect(error.kind).toBe("gone");
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
    await expect(reply).rejects.toMatchObject({ kind: "gone" });
  });
});

describe("a post that may be there", () => {
  const scopes = MORE;

  it("is found after its answer was lost", async () => {
    const { server, poster, failure, trace } = await workspace({ scopes });
    server.loseNext("chat.postMessage", { taken: true, by: "reset" });
    await failure();
    const [message] = server.channels.messages("C1");
    expect(await poster.find(trace)).toEqual({ message: message?.ts });
    expect(server.refusals).toEqual([]);
  });

  it("is absent if it never arrived", async () => {
    const { server, poster, failure, trace } = await workspace({ scopes });
    server.loseNext("chat.postMessage", { taken: false, by: "reset" });
    await failure();
    server.channels.say("C1", {});
    expect(await poster.find(trace)).toBe("absent");
  });

  it("is found in its thread, and only there", async () => {
    const { poster, post, trace } = await workspace({ scopes });
    const { message: thread } = await post();
    const { message } = await poster.post({ channel: "C1", reply: PAPER, key: "part-2", thread });
    expect(await poster.find({ ...trace, key: "part-2", thread })).toEqual({ message });
    expect(await poster.find({ ...trace, key: "part-2" })).toBe("absent");
    expect(await poster.find({ ...trace, key: "part-3", thread })).toBe("absent");
  });

  it("is found in a private channel", async () => {
    const { server, poster, post, trace } = await workspace({ scopes });
    server.channels.set("C1", { private: true });
    const { message } = await post();
    expect(await poster.find(trace)).toEqual({ message });
    expect(server.scopesUsed).toContain("groups:history");
  });

  it.each([
    ["of somebody else", { user: "U2" }, "day-1"],
    ["with another key", { user: BOT_USER, bot_id: BOT_ID }, "day-2"],
  ])("is not mistaken for one %s", async (_, by, key) => {
    const { server, poster, trace } = await workspace({ scopes });
    const metadata = { event_type: "paperboy_post", event_payload: { key } };
    server.channels.say("C1", { ...by, metadata });
    expect(await poster.find(trace)).toBe("absent");
  });

  it("is not looked for before the time it was sent", async () => {
    const { server, poster, trace } = await workspace({ scopes });
    const metadata = { event_type: "paperboy_post", event_payload: { key: "day-1" } };
    server.channels.say("C1", { user: BOT_USER, metadata }, 3_600_000);
    expect(await poster.find(trace)).toBe("absent");
  });

  it("is found below much talk, and unknown below too much", async () => {
    const { server, poster, post, trace } = await workspace({ scopes });
    const { message } = await post();
    for (let i = 0; i < 450; i++) server.channels.say("C1", {});
    expect(await poster.find(trace)).toEqual({ message });
    expect(server.calls.filter(({ method }) => method === "conversations.history")).toHaveLength(3);
    for (let i = 0; i < 600; i++) server.channels.say("C1", {});
    expect(await poster.find(trace)).toBe("unknown");
  });

  it("is unknown where history may not be read", async () => {
    const { poster, post, trace, log } = await workspace();
    await post();
    expect(await poster.find(trace)).toBe("unknown");
    expect(log.entries).toContainEqual(expect.objectContaining({ message: "a channel cannot be read" }));
  });

  it("is unknown in a channel that the bot has left, and in a thread whose head is gone", async () => {
    const { server, poster, post, trace } = await workspace({ scopes });
    await post();
    expect(await poster.find({ ...trace, thread: "1.000001" })).toBe("unknown");
    server.channels.set("C1", { member: false });
    expect(await poster.find(trace)).toBe("unknown");
  });

  it.each([429, 503, "internal_error"])("has to be looked for again after %s", async (failure) => {
    const { server, poster, post, trace } = await workspace({ scopes });
    const { message } = await post();
    server.failNext("conversations.history", failure);
    await expect(poster.find(trace)).rejects.toThrow("Slack");
    expect(await poster.find(trace)).toEqual({ message });
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

  it("is nothing that passes by itself", async () => {
    const { server, poster } = await workspace();
    server.failNext("chat.postMessage", 429);
    expect(await poster.missingIn("C1")).toEqual([]);
    server.failNext("conversations.info", 503);
    expect(await poster.missingIn("C1")).toEqual([]);
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
      name: "PlatformError",
      code: "account_inactive",
    });
  });
});

it("the scopes for looking into channels are the ones that it needs, no more and no less", async () => {
  const { server, poster, trace } = await workspace({ scopes: MORE });
  for (const isPrivate of [true, false]) {
    server.channels.set("C1", { private: isPrivate });
    await poster.find(trace);
    await poster.missingIn("C1");
  }
  expect(server.refusals).toEqual([]);
  expect([...server.scopesUsed].sort()).toEqual(MORE.filter((scope) => !LEAST.includes(scope)));
});
