import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { createProgress, progressLine } from "../src/progress.ts";

const bytes = { label: "Importing", unit: "bytes" } as const;

describe("progressLine", () => {
  test.each([
    [
      { ...bytes, done: 12_000_000, total: 24_000_000, elapsedMs: 4000, note: "812 papers" },
      "Importing ██████████░░░░░░░░░░  50% · 12 MB of 24 MB · 3.0 MB/s · 4 s left · 812 papers",
    ],
    [{ ...bytes, done: 0, total: 100, elapsedMs: 0 }, "Importing ░░░░░░░░░░░░░░░░░░░░   0% · 0 B of 100 B"],
    [
      { ...bytes, done: 2048, total: 2048, elapsedMs: 2000 },
      "Importing ████████████████████ 100% · 2.0 kB · 1.0 kB/s · in 2 s",
    ],
    [
      { ...bytes, done: 300, total: 200, elapsedMs: 500 },
      "Importing ████████████████████ 100% · 300 B · 600 B/s",
    ],
    [{ ...bytes, done: 0, total: 0, elapsedMs: 0 }, "Importing · 0 B"],
    [{ ...bytes, done: 5_000_000_000, elapsedMs: 100_000 }, "Importing · 5.0 GB · 50 MB/s · in 1 min 40 s"],
    [
      { label: "Reading", unit: "papers", done: 1500, total: 30_000_000, elapsedMs: 1000 },
      "Reading ░░░░░░░░░░░░░░░░░░░░   0% · 1,500 papers of 30,000,000 papers · 1,500 papers/s · 5 h 33 min left",
    ],
    [{ label: "Reading", unit: "papers", done: 1, elapsedMs: 0 }, "Reading · 1 paper"],
    [{ ...bytes, done: 1, elapsedMs: 0, note: "a\u001b[2Jb\r\nc" }, "Importing · 1 B · a [2Jb c"],
  ] as const)("of %j", (standing, expected) => {
    expect(progressLine(standing)).toBe(expected);
  });
});

function* pieces(stream: PassThrough): Generator<string> {
  for (let piece = stream.read(); piece !== null; piece = stream.read()) yield String(piece);
}

function watch(interactive: boolean, columns?: number) {
  let time = 0;
  const stream = new PassThrough();
  const output = columns === undefined ? stream : Object.assign(stream, { columns });
  const progress = createProgress({ output, interactive, label: "Importing", total: 100, now: () => time });
  return {
    progress,
    wait(ms: number) {
      time += ms;
    },
    // One piece at a time on Node 26, all at once before.
    written: () => [...pieces(stream)].join(""),
  };
}

describe("createProgress", () => {
  test("writes a line every five seconds for a log, and one at the end", () => {
    const { progress, wait, written } = watch(false);
    for (let second = 1; second <= 12; second++) {
      wait(1000);
      progress.update(second * 5, `${second} papers`);
    }
    progress.update(100, "20 papers");
    progress.finish();
    const lines = written().trimEnd().split("\n");
    expect(lines.map((line) => /(\d+)%.* · (\d+ papers)$/.exec(line)?.slice(1))).toEqual([
      ["25", "5 papers"],
      ["50", "10 papers"],
      ["100", "20 papers"],
    ]);
  });

  test("redraws one line for a person, ten times a second at most", () => {
    const { progress, wait, written } = watch(true);
    for (let step = 1; step <= 40; step++) {
      wait(50);
      progress.update(step);
    }
    progress.finish("done");
    const text = written();
    expect(text.split("\r\u001b[2K")).toHaveLength(22);
    expect(text.match(/\n/g)).toHaveLength(1);
    expect(text).toMatch(/ · done\n$/);
  });

  test("never breaks the line that it redraws", () => {
    const { progress, written } = watch(true, 30);
    progress.finish("x".repeat(100));
    expect(written().replace("\r\u001b[2K", "").trimEnd()).toHaveLength(29);
  });
});
