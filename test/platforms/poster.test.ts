import { onTestFinished } from "vitest";
import { describePoster, type Mishap } from "../support/chat/poster-suite.ts";
import { createClock } from "../support/clock.ts";
import { createFakePlatform, type Fate } from "../support/delivery/fake-poster.ts";
import { startBot } from "../support/discord/bot.ts";
import { tooMany } from "../support/discord/channels.ts";
import { refusal } from "../support/discord/http.ts";
import { startPoster } from "../support/discord/poster.ts";
import { ADMIN, CHANNEL_ID, QUIET_CHANNEL_ID } from "../support/discord/world.ts";
import { openMailPoster } from "../support/email/poster.ts";
import { MORE, openPoster } from "../support/slack/poster.ts";

const OFTEN = 9;

describePoster("Discord", async () => {
  const { server, poster } = await startPoster();
  const answers = {
    retry: { answer: tooMany(30) },
    token: { answer: refusal(401, 0, "401: Unauthorized") },
    channel: { answer: refusal(403, 50013, "Missing Permissions") },
    payload: { answer: refusal(400, 50035, "Invalid Form Body") },
    "answer lost": { answer: { status: 502 }, taken: true },
    "request lost": { answer: { status: 502 } },
  } as const;
  // What is missing is read off what a connected bot has been told of its channels.
  let bot: ReturnType<typeof startBot> | undefined;
  const connected = async () => {
    bot ??= startBot();
    const { server: other, platform } = await bot;
    for (const one of server.rest.strangers) other.rest.strangers.add(one);
    if (!platform.poster) throw new Error("no poster");
    return platform.poster;
  };
  const missingIn = async (channel: string) => (await connected()).missingIn(channel);
  const isMember = async (channel: string, user: string) => (await connected()).isMember(channel, user);
  return {
    poster: { ...poster, missingIn, isMember },
    channel: CHANNEL_ID,
    closed: QUIET_CHANNEL_ID,
    user: ADMIN.id,
    remembersKeys: true,
    messages: () => server.rest.posted.map(({ id }) => String(id)),
    says: (message) => JSON.stringify(server.rest.posted.find(({ id }) => id === message)),
    nowhere: "123456789012345678",
    requests: () => server.requests.length,
    leave: () => void server.rest.strangers.add(ADMIN.id),
    disturb: (mishap) => server.fail({ on: /POST .*\/messages$/, times: OFTEN, ...answers[mishap] }),
    closeConversations: () =>
      server.fail({
        on: /POST .*/,
        times: OFTEN,
        answer: refusal(403, 50007, "Cannot send messages to this user"),
      }),
  };
});

describePoster("Slack", async () => {
  // To look for a post takes the scopes to read.
  const { server, poster } = await openPoster({ scopes: MORE });
  onTestFinished(() => server.close());
  server.channels.set("C2", { archived: true });
  const post = "chat.postMessage";
  const mishaps: Readonly<Record<Mishap, () => void>> = {
    retry: () => server.failNext(post, 429),
    token: () => server.failNext(post, "token_revoked"),
    channel: () => server.failNext(post, "is_archived"),
    payload: () => server.failNext(post, "invalid_blocks"),
    "answer lost": () => server.loseNext(post, { taken: true, by: "reset" }),
    "request lost": () => server.loseNext(post, { taken: false, by: "reset" }),
  };
  return {
    poster,
    channel: "C1",
    closed: "C2",
    user: "U1",
    remembersKeys: false,
    messages: () => server.channels.messages("C1").map(({ ts }) => String(ts)),
    says: (message) => server.channels.messages("C1").find(({ ts }) => ts === message)?.text ?? "",
    nowhere: "1.1",
    requests: () => server.calls.length,
    leave: () => void server.channels.strangers.add("U1"),
    disturb: (mishap) => mishaps[mishap](),
    closeConversations: () => server.failNext(post, "account_inactive"),
  };
});

describePoster("e-mail", async () => {
  const { relay, poster, missing } = await openMailPoster();
  const mishaps: Readonly<Record<Mishap, () => void>> = {
    retry: () => relay.refuse("recipient", { code: 451 }),
    token: () => relay.refuse("sender", { code: 550 }),
    channel: () => relay.refuse("recipient", { code: 550 }),
    payload: () => relay.refuse("message", { code: 554 }),
    "answer lost": () => relay.breakOff({ isTaken: true }),
    "request lost": () => relay.breakOff({ isTaken: false }),
  };
  return {
    poster,
    channel: "ann",
    closed: missing,
    user: "ann",
    remembersKeys: false,
    isOneWay: true,
    messages: () => relay.taken.map(({ raw }) => /^Message-ID: <(.*)>\r$/m.exec(raw)?.[1] ?? ""),
    says: () => "",
    nowhere: "nowhere",
    requests: () => relay.requests,
    leave: () => {},
    disturb: (mishap) => mishaps[mishap](),
    closeConversations: () => {},
  };
});

describePoster("the fake", async () => {
  let next: Fate = "take";
  let canTell = true;
  let isIn = true;
  const clock = createClock(new Date().toISOString());
  const platform = createFakePlatform({
    now: clock.now,
    remembersKeysMs: 60_000,
    fate: () => next,
    closed: ["C2"],
    canTell: () => canTell,
    isMember: () => isIn,
  });
  const fates: Readonly<Record<Mishap, Fate>> = {
    retry: "refuse",
    token: "lock out",
    channel: "close",
    payload: "dislike",
    "answer lost": "lose answer",
    "request lost": "lose request",
  };
  return {
    poster: platform,
    channel: "C1",
    closed: "C2",
    user: "U1",
    remembersKeys: true,
    messages: () => platform.messages.map(({ id }) => id),
    says: (message) => platform.messages.find(({ id }) => id === message)?.text ?? "",
    nowhere: "m99",
    requests: () => platform.messages.length,
    leave() {
      isIn = false;
    },
    disturb(mishap) {
      next = fates[mishap];
    },
    closeConversations() {
      canTell = false;
    },
  };
});
