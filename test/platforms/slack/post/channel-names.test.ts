import { webApi } from "@slack/bolt";
import { expect, it, onTestFinished } from "vitest";
import { TIMES } from "../../../../src/platforms/slack/limits.ts";
import { createChannelNames } from "../../../../src/platforms/slack/post/channel-names.ts";
import { LEAST } from "../../../support/slack/poster.ts";
import { BOT_TOKEN, createSlackServer } from "../../../support/slack/server.ts";

it("is asked of Slack once in some minutes, and kept while Slack cannot be reached", async () => {
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
