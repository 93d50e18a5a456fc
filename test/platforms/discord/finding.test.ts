import { describe, expect, it } from "vitest";
import { startBot } from "../../support/discord/bot.ts";
import { refusal } from "../../support/discord/http.ts";
import { written } from "../../support/discord/interactions.ts";
import { CHATTER, outgoing, type PosterSetup, startPoster, trace } from "../../support/discord/poster.ts";
import { isPrivate, seen } from "../../support/discord/server.ts";
import {
  ALICE,
  CATEGORY_ID,
  CHANNEL_ID,
  CLOSED_PERSON_ID,
  DM_CHANNEL_ID,
  FLAT_CHANNEL_ID,
  FORGETFUL_CHANNEL_ID,
  GUILD_ID,
  HIDDEN_CHANNEL_ID,
  QUIET_CHANNEL_ID,
} from "../../support/discord/world.ts";

const LIST = /GET .*\/messages$/;

/** Lets others say something in the channel, so many times. */
function chatter({ server }: PosterSetup, times: number, channel = CHANNEL_ID): void {
  for (let turn = 0; turn < times; turn += 1)
    server.rest.posted.push(written(CHATTER.text ?? "", {}, { channel_id: channel }));
}

describe("looking for a post", () => {
  it("finds it by its key, long after the nonce is forgotten", async () => {
    const setup = await startPoster();
    const posted = await setup.poster.post(outgoing());
    await setup.poster.post(outgoing({ key: "other" }));
    chatter(setup, 20);
    setup.server.rest.channels.forgetNonces();
    expect(await setup.poster.find(trace())).toEqual(posted);
    expect(await setup.poster.find(trace({ key: "never-sent" }))).toBe("absent");
  });

  it("finds one whose answer was lost", async () => {
    const { server, poster } = await startPoster();
    server.fail({ on: /POST/, answer: { status: 500 }, taken: true, times: 3 });
    await expect(poster.post(outgoing())).rejects.toMatchObject({ kind: "uncertain" });
    expect(await poster.find(trace())).toEqual({ message: server.rest.posted[0]?.id });
  });

  it("reads on in a lively channel, but not for ever", async () => {
    const setup = await startPoster();
    const posted = await setup.poster.post(outgoing());
    chatter(setup, 450);
    expect(await setup.poster.find(trace())).toEqual(posted);
    chatter(setup, 100);
    expect(await setup.poster.find(trace())).toBe("unknown");
  });

  it("reads no further than to the time when it was sent", async () => {
    const setup = await startPoster();
    chatter(setup, 300);
    expect(await setup.poster.find(trace({}, -60))).toBe("absent");
    expect(setup.server.requests.filter((request) => LIST.test(request))).toHaveLength(1);
  });

  it("finds it in its thread, and where there can be none, in the channel", async () => {
    const { poster } = await startPoster();
    const { message: thread } = await poster.post(outgoing());
    expect(await poster.find(trace({ thread, key: "second" }))).toBe("absent");
    const second = await poster.post(outgoing({ thread, key: "second" }));
    expect(await poster.find(trace({ thread, key: "second" }))).toEqual(second);
    expect(await poster.find(trace({ thread, key: "third" }))).toBe("absent");
    const inside = await poster.post(outgoing({ channel: thread, thread: second.message, key: "third" }));
    expect(await poster.find(trace({ channel: thread, thread: second.message, key: "third" }))).toEqual(
      inside,
    );
  });

  it("knows that nothing is in a channel where nothing was ever said", async () => {
    const { poster } = await startPoster();
    expect(await poster.find(trace())).toBe("absent");
  });

  it.each([
    ["what was said may not be read", FORGETFUL_CHANNEL_ID],
    ["the channel may not be seen", HIDDEN_CHANNEL_ID],
  ])("cannot tell where %s", async (_, channel) => {
    const setup = await startPoster();
    chatter(setup, 1, channel);
    expect(await setup.poster.find(trace({ channel }))).toBe("unknown");
  });

  it("cannot tell where Discord says that a permission is missing", async () => {
    const { server, poster } = await startPoster();
    server.fail({ on: LIST, answer: refusal(403, 50013, "Missing Permissions") });
    expect(await poster.find(trace())).toBe("unknown");
  });

  it.each([
    ["reset", { kind: "retry" }],
    [{ status: 503 }, { kind: "retry" }],
    [refusal(404, 10003, "Unknown Channel"), { kind: "channel" }],
  ] as const)("rejects when nothing can be learnt: %j", async (answer, expected) => {
    const { server, poster } = await startPoster();
    server.fail({ on: LIST, answer, times: 3 });
    await expect(poster.find(trace())).rejects.toMatchObject({ name: "PostError", ...expected });
  });

  it("survives a stumble", async () => {
    const { server, poster } = await startPoster();
    const posted = await poster.post(outgoing());
    server.fail({ on: LIST, answer: "reset", times: 2 });
    expect(await poster.find(trace())).toEqual(posted);
  });
});

describe("the address of a post", () => {
  it("leads to the message in its server, as soon as the channel is known", async () => {
    const { platform } = await startBot();
    expect(await platform.poster?.link(CHANNEL_ID, "42")).toBe(
      `https://discord.com/channels/${GUILD_ID}/${CHANNEL_ID}/42`,
    );
    expect(await platform.poster?.link("999", "42")).toBeUndefined();
    const { poster } = await startPoster();
    expect(await poster.link(CHANNEL_ID, "42")).toBeUndefined();
  });
});

describe("what is missing in a channel", () => {
  it.each<[string, RegExp[]]>([
    [CHANNEL_ID, []],
    [QUIET_CHANNEL_ID, [/“Send Messages”/]],
    [FORGETFUL_CHANNEL_ID, []],
    [FLAT_CHANNEL_ID, []],
    [CATEGORY_ID, [/Choose a text channel/]],
    ["300000000000000099", [/can't find that channel/]],
  ])("%s: %s", async (channel, expected) => {
    const { platform } = await startBot();
    const missing = await platform.poster?.missingIn(channel);
    expect(missing).toEqual(expected.map((words) => expect.stringMatching(words)));
  });

  it.each<[string, RegExp[]]>([
    [CHANNEL_ID, []],
    [FORGETFUL_CHANNEL_ID, [/“Read Message History”/]],
    [FLAT_CHANNEL_ID, [/“Create Public Threads”/, /“Send Messages in Threads”/]],
  ])("does not keep it from posting to %s, but could be better: %s", async (channel, expected) => {
    const { platform } = await startBot();
    const advice = await platform.poster?.adviceFor(channel);
    expect(advice).toEqual(expected.map((words) => expect.stringMatching(words)));
  });

  it("is everything where the bot cannot see the channel, each with what to do", async () => {
    const { platform } = await startBot();
    const missing = await platform.poster?.missingIn(HIDDEN_CHANNEL_ID);
    expect(missing?.[0]).toMatch(/^Allow me “View Channel” in the channel's settings, under “Permissions”: /);
  });

  it("cannot be told without a connection", async () => {
    const { platform } = await startBot();
    await platform.stop();
    await expect(platform.poster?.missingIn(CHANNEL_ID)).rejects.toThrow("Try again in a minute");
  });
});

describe("telling one person", () => {
  it("writes a direct message", async () => {
    const { server, poster } = await startPoster();
    await poster.tell(ALICE.id, CHATTER);
    const [message = {}] = server.rest.posted;
    expect(message.channel_id).toBe(DM_CHANNEL_ID);
    expect(isPrivate({ message })).toBe(false);
    expect(seen({ message })).toBe("Nothing of interest");
    expect(server.pings).toEqual([]);
  });

  it("rejects where that person takes none", async () => {
    const { poster } = await startPoster();
    await expect(poster.tell(CLOSED_PERSON_ID, CHATTER)).rejects.toThrow("doesn't accept direct messages");
  });
});
