import { describe, expect, it } from "vitest";
import { startBot } from "../support/discord/bot.ts";
import { ALICE, HIDDEN_CHANNEL_ID } from "../support/discord/world.ts";
import { openPoster } from "../support/slack/poster.ts";

describe("who may read a channel", () => {
  it("is, on Discord, who is in its server and sees it", async () => {
    const { platform, server } = await startBot();
    const asked = (channel: string) => platform.poster?.isMember(channel, ALICE.id);
    expect(await asked(HIDDEN_CHANNEL_ID)).toBe(false);
    await expect(asked("123456789012345678")).rejects.toMatchObject({ kind: "channel" });
    server.fail({ on: /GET .*\/members\//, times: 9, answer: { status: 500 } });
    await expect(asked(HIDDEN_CHANNEL_ID)).rejects.toMatchObject({ kind: "retry" });
  });

  it("cannot be told on Slack without the scope for it, which the operator is told", async () => {
    const { poster, server } = await openPoster({ scopes: ["chat:write"] });
    const asked = poster?.isMember("C1", "U1");
    await expect(asked).rejects.toMatchObject({
      kind: "channel",
      message: "I may not see who is in the channel.",
      forOperator: expect.stringContaining("channels:read"),
    });
    await server.close();
  });
});
