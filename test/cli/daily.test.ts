import { describe, expect, it, onTestFinished } from "vitest";
import { createDiscordServer, TOKEN } from "../support/discord/server.ts";
import { CHANNEL_ID } from "../support/discord/world.ts";
import { temporaryFolder } from "../support/folder.ts";
import { runProgram } from "../support/program.ts";
import { APP_TOKEN, BOT_TOKEN, createSlackServer } from "../support/slack/server.ts";

async function someLab() {
  const discord = await createDiscordServer();
  const slack = await createSlackServer({
    scopes: ["app_mentions:read", "chat:write", "commands", "im:history"],
  });
  onTestFinished(async () => {
    await discord.stop();
    await slack.close();
    expect(discord.refused).toEqual([]);
    expect(discord.pings).toEqual([]);
  });
  const env = {
    DISCORD_TOKEN: TOKEN,
    DISCORD_API_URL: discord.url,
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_APP_TOKEN: APP_TOKEN,
    SLACK_API_URL: slack.apiUrl,
    PORT: "0",
    DAILY_CHANNELS: `discord:${CHANNEL_ID},slack:C1`,
    DAILY_TOPICS: "streaming video",
    DAILY_CRON: "0 9 * * *",
  };
  const home = temporaryFolder();
  return {
    daily: (...args: string[]) => runProgram(["daily", ...args], { home, env }),
    discordPosts: () => discord.requests.filter((line) => /^POST \/channels\/\d+\/messages$/.test(line)),
    slackPosts: () => slack.calls.filter(({ method }) => method === "chat.postMessage"),
  };
}

describe("daily", () => {
  it("posts today's paper to every channel once, however often it is run", async () => {
    const { daily, discordPosts, slackPosts } = await someLab();
    const first = await daily();
    expect({ status: first.status, err: first.err }).toEqual({ status: 0, err: "" });
    await daily();
    expect(discordPosts()).toHaveLength(1);
    expect(slackPosts()).toHaveLength(1);
    expect(JSON.stringify(slackPosts()[0]?.args)).toContain("Paper of the day");
  });

  it("posts nothing in a dry run, and explains", async () => {
    const { daily, discordPosts, slackPosts } = await someLab();
    const { status, out } = await daily("--dry-run", "--channel", "slack:C1");
    expect(status).toBe(0);
    expect(out).toContain("slack:C1");
    expect([...discordPosts(), ...slackPosts()]).toEqual([]);
  });

  it.each([
    [["--channel", "slack:C9"], "slack:C9"],
    [["--dry-run", "--date", "tomorrow"], "--date takes a day"],
    [["--date", "2026-11-23"], "--date goes with --dry-run"],
  ])("explains %j and ends with 2", async (args, hint) => {
    const { daily } = await someLab();
    const { status, err } = await daily(...args);
    expect(status).toBe(2);
    expect(err).toContain(hint);
  });
});
