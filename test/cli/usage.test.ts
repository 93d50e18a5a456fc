import { spawnSync } from "node:child_process";
import { readdirSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../support/folder.ts";
import { runProgram } from "../support/program.ts";

const root = resolve(import.meta.dirname, "..", "..");

describe("the command line", () => {
  it("gives help on standard output, and makes nothing", async () => {
    const home = temporaryFolder();
    for (const args of [["--help"], ["sync", "--help"], ["--version"]]) {
      const { status, out, err } = await runProgram(args, { home });
      expect({ status, err }).toEqual({ status: 0, err: "" });
      expect(out).toMatch(args[0] === "--version" ? /^\d+\.\d+\.\d+\n$/ : /^Usage: npm start -- /m);
    }
    expect(readdirSync(home)).toEqual([]);
  });

  it("refuses a flag of another subcommand on standard error with 2, and makes nothing", async () => {
    const home = temporaryFolder();
    const { status, out, err } = await runProgram(["sync", "--dry-run"], { home });
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(err).toContain("sync has no option --dry-run. It has --days N.");
    expect(readdirSync(home)).toEqual([]);
  });

  it("works by its own name from anywhere, with the library where it was started", () => {
    const folder = temporaryFolder();
    const paperboy = join(temporaryFolder(), "paperboy");
    // What npm link makes.
    symlinkSync(join(root, "dist", "src", "main.js"), paperboy);
    const go = (...args: string[]) =>
      spawnSync(paperboy, args, {
        cwd: folder,
        env: { PATH: process.env.PATH, SOURCES: "none" },
        encoding: "utf8",
      });
    const usage = go("--help");
    expect(usage.stdout).toContain("Usage: paperboy [SUBCOMMAND]");
    expect(go("ask", "/help").stderr).toMatch(/^[\d:]{8} info library: a new library was created/);
    const { status, stdout, stderr } = go("ask", "/paper streaming video");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("Streaming Video Question-Answering");
    expect(readdirSync(folder)).toEqual([".paperboy"]);
  });
});
