import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readHistory, writeHistory } from "../../../src/platforms/terminal/history.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "paperboy-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("history", () => {
  test("is the same when it is read again, and for its owner alone", async () => {
    const file = join(folder, "history");
    await writeFile(file, "old");
    await chmod(file, 0o644);
    await writeHistory(file, ["/paper video", "大規模"]);
    expect(await readHistory(file)).toEqual(["/paper video", "大規模"]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(["history"]);
  });

  test("keeps the last five hundred lines", async () => {
    const file = join(folder, "history");
    await writeHistory(
      file,
      Array.from({ length: 600 }, (_, n) => `line ${n}`),
    );
    const lines = await readHistory(file);
    expect([lines.length, lines[0], lines.at(-1)]).toEqual([500, "line 100", "line 599"]);
    expect((await readFile(file, "utf8")).split("\n")).toHaveLength(501);
  });

  test("of a tampered file cannot drive the terminal", async () => {
    const file = join(folder, "history");
    await writeFile(file, "\u001b[2Jvideo\r\n\n\u202eaudio\n");
    expect(await readHistory(file)).toEqual(["video", "audio"]);
  });

  test("is empty where there is none, and a place that cannot be written to is no trouble", async () => {
    const file = join(folder, "missing", "history");
    await writeHistory(file, ["a"]);
    expect(await readHistory(file)).toEqual([]);
    await writeHistory(folder, ["a"]);
    expect(await readdir(folder)).toEqual([]);
  });
});
