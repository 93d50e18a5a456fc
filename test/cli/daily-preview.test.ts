import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../support/folder.ts";
import { runProgram } from "../support/program.ts";

const env = {
  SOURCES: "none",
  DISCORD_TOKEN: "made.up.token",
  DISCORD_API_URL: "http://127.0.0.1:1/api",
  DAILY_CHANNELS: "discord:123456789012345678",
  DAILY_TOPICS: "streaming video",
};

describe("daily", () => {
  it("previews with every stage explained, and changes nothing", async () => {
    const home = temporaryFolder();
    const preview = () => runProgram(["daily", "--dry-run", "--date", "2026-11-24"], { home, env });
    const { status, out, err } = await preview();
    expect([status, err]).toEqual([0, ""]);
    expect(out).toMatch(
      /^discord:123456789012345678, 2026-11-24\n {2}1\. .*streaming.*\(arxiv:\d{4}\.\d{5}\): Matches/i,
    );
    expect(out).toMatch(
      /dropped at “match”: \d+\n.*doesn't match the topics.*; match 0\.\d\d, threshold 0\.30/,
    );
    expect(out).toMatch(/dropped at “rank”: \d+/);
    expect(out).toMatch(/not considered, since they match no topic: \d+/);
    expect((await preview()).out).toBe(out);
    expect((await runProgram(["ask", "/subscriptions"], { home, env })).out).toContain(
      "No channel gets a daily paper yet",
    );
  });

  it.each([
    [["daily", "--dry-run", "--channel", "discord:9"], "discord:9"],
    [["daily", "--dry-run", "--date", "tomorrow"], "--date takes a day"],
    [["daily", "--date", "2026-11-24"], "--date goes with --dry-run"],
  ])("says what is wrong with %j", async (args, hint) => {
    const { status, err } = await runProgram(args, { home: temporaryFolder(), env });
    expect([status, err]).toEqual([2, expect.stringContaining(hint)]);
  });

  it("says how to begin where no channel gets papers", async () => {
    const { status, err } = await runProgram(["daily"], {
      home: temporaryFolder(),
      env: { SOURCES: "none" },
    });
    expect([status, err]).toEqual([2, expect.stringContaining("Run /daily subscribe in a channel")]);
  });
});
