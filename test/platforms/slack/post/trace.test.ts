import { afterEach, describe, expect, it } from "vitest";
import { BOT_ID, BOT_USER } from "../../../support/slack/identity.ts";
import { LEAST, MORE, openPoster, PAPER } from "../../../support/slack/poster.ts";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function workspace(settings: Parameters<typeof openPoster>[0] = {}) {
  const made = await openPoster(settings);
  open.push(made.server);
  return made;
}

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

  it("is found below the other where no thread was allowed", async () => {
    const { server, poster, post, trace } = await workspace({ scopes });
    server.channels.set("C1", { threadless: true });
    const { message: thread } = await post();
    const { message } = await poster.post({ channel: "C1", reply: PAPER, key: "part-2", thread });
    expect(await poster.find({ ...trace, key: "part-2", thread })).toEqual({ message });
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

  it("is found where our clock was ahead, and not looked for further back than needed", async () => {
    const { server, poster, post, trace } = await workspace({ scopes });
    const since = new Date(Date.now() + 24 * 3_600_000);
    const { message } = await post();
    expect(await poster.find({ ...trace, since })).toEqual({ message });
    for (let i = 0; i < 250; i++) server.channels.say("C1", {});
    expect(await poster.find({ ...trace, since })).toBe("absent");
    expect(await poster.find(trace)).toEqual({ message });
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
