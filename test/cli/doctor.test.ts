import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseArguments } from "../../src/cli/parse-arguments.ts";
import { subcommands } from "../../src/cli/subcommands.ts";
import { temporaryFolder } from "../support/folder.ts";
import { runProgram } from "../support/program.ts";

describe("npm start -- doctor", () => {
  it("works in an empty folder, says what to do first, and makes nothing", async () => {
    const home = temporaryFolder();
    const { status, out, err } = await runProgram(["doctor"], { home });
    expect({ status, err }).toEqual({ status: 1, err: "" });
    expect(out).toContain("The bot is not running on this library.");
    expect(out).toContain("WARNING No chat platform is set up yet, so the bot runs in this terminal alone.");
    expect(out).toMatch(/→ Run `npm start -- setup`/);
    expect(out).toMatch(/There is no library yet; the first start makes one at .*paperboy\.db\./);
    expect(out).toMatch(/^1 warning\. \(\d+\.\d s\)$/m);
    expect(readdirSync(home)).toEqual([]);
  });

  it("speaks of settings with which nothing else starts, in JSON too, and repeats no value", async () => {
    const home = temporaryFolder();
    const env = { DISCORD_TOKEN: "xoxb-4711-secret", DAILY_CRON: "whenever" };
    const { status, out } = await runProgram(["doctor", "--json"], { home, env });
    expect(status).toBe(2);
    const report = JSON.parse(out);
    expect(report).toMatchObject({ status: "problem", isRunning: false });
    const settings = report.sections.find(({ title }: { title: string }) => title === "Settings");
    expect(settings.findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ check: "settings.swapped", subject: "DISCORD_TOKEN", level: "problem" }),
        expect.objectContaining({ check: "settings.invalid", subject: "DAILY_CRON", level: "problem" }),
      ]),
    );
    expect(out).not.toContain("4711");
  });

  it.each(["check", "health", "diagnose", "docter"])("is what %s leads to", (typed) => {
    expect(() => parseArguments([typed], subcommands, "paperboy")).toThrow("Did you mean doctor?");
  });

  it.each(["--version", "-v", "version"])("tells its version by %s", (typed) => {
    expect(parseArguments([typed], subcommands, "paperboy")).toEqual({ kind: "version" });
  });
});
