import { expect, it, onTestFinished } from "vitest";
import { sleep } from "../../../src/async/sleep.ts";
import type { Poster } from "../../../src/chat/poster.ts";
import type { Replicas } from "../../../src/chat/replicas/replicas.ts";
import { createDiscord } from "../../../src/platforms/discord/index.ts";
import { eventually, startBot } from "../../support/discord/bot.ts";
import { createMemoryLog, createSampleChat } from "../../support/discord/chat.ts";
import { outgoing, startPoster } from "../../support/discord/poster.ts";
import { TOKEN } from "../../support/discord/server.ts";
import {
  ALICE,
  CHANNEL_ID,
  FLAT_CHANNEL_ID,
  FORGETFUL_CHANNEL_ID,
  HIDDEN_CHANNEL_ID,
  QUIET_CHANNEL_ID,
  SPARE_CHANNEL_IDS,
} from "../../support/discord/world.ts";

/** Another process holds the only shard. */
const taken: Replicas = {
  me: "b",
  isNewest: () => true,
  held: async () =>
    ["discord host a", "discord shard 0 of 1"].map((name) => ({ name, holder: "a", renewedAt: new Date() })),
  lease: () => ({ isHeld: () => false, tend: async () => false, release: async () => {} }),
  turn: async () => {},
};

async function knownOf(poster: Poster | undefined, channel: string) {
  const tell = <T>(answer: Promise<T> | undefined) => answer?.catch((error: Error) => error.message);
  return {
    name: await poster?.nameOf(channel),
    link: await poster?.link(channel, "1"),
    missing: await tell(poster?.missingIn(channel)),
    advice: await tell(poster?.adviceFor(channel)),
    isMember: await tell(poster?.isMember(channel, ALICE.id)),
  };
}

it("a process without a server's shard knows the same of its channels, and asks for each once", async () => {
  const { server, platform: near } = await startBot();
  const far = createDiscord({ token: TOKEN, apiUrl: server.url, log: createMemoryLog() });
  onTestFinished(() => far.stop());
  await far.start({ ...createSampleChat(), replicas: taken });
  expect(server.gateway.identifies).toHaveLength(1);
  expect(far.connected).toBe(true);
  for (const id of [CHANNEL_ID, QUIET_CHANNEL_ID, FORGETFUL_CHANNEL_ID, FLAT_CHANNEL_ID, "77"])
    expect(await knownOf(far.poster, id), id).toEqual(await knownOf(near.poster, id));
  expect(await far.poster?.nameOf(CHANNEL_ID)).toBe("#papers");
  expect(await far.poster?.missingIn(QUIET_CHANNEL_ID)).toHaveLength(1);
  // Discord doesn't show it to the bot, which a connection does with all channels.
  expect(await far.poster?.nameOf(HIDDEN_CHANNEL_ID)).toBeUndefined();
  expect(server.requests.filter((request) => request === `GET /channels/${CHANNEL_ID}`)).toHaveLength(1);
  server.fail({ on: /GET \/channels\/78/, times: 9, answer: { status: 500 } });
  await expect(far.poster?.missingIn("78")).rejects.toMatchObject({ name: "PostError", kind: "retry" });
});

it("several processes share the requests that Discord allows in a second", async () => {
  const { server, poster } = await startPoster({ hosts: 9 });
  const posts = SPARE_CHANNEL_IDS.slice(0, 7).map((channel, at) =>
    poster.post(outgoing({ channel, key: `k${at}` })),
  );
  await eventually(() => expect(server.rest.posted).toHaveLength(5));
  // The other two wait for the next second.
  await sleep(300);
  expect(server.rest.posted).toHaveLength(5);
  await Promise.all(posts);
  expect(server.rest.posted).toHaveLength(7);
});
