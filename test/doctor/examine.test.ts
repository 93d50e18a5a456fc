import { describe, expect, it } from "vitest";
import { examine } from "../../src/doctor/examine.ts";
import { fine } from "../../src/doctor/finding.ts";
import type { Probe } from "../../src/doctor/probe.ts";
import { worstOf } from "../../src/doctor/report.ts";

const now = () => new Date("2026-11-30T09:00:00Z");

function look(...probes: readonly Probe[]) {
  return examine({ probes, now, isRunning: false, secrets: ["xoxb-4711"], withinMs: 20 });
}

describe("a doctor's round", () => {
  it("ends in time where nothing answers, and tells of each part", async () => {
    const silent: Probe = { title: "Chat", look: () => new Promise(() => {}) };
    const well: Probe = { title: "Library", look: async () => [fine("library", "Sound.")] };
    const report = await look(silent, well);
    expect(report.sections.map(({ title, findings }) => [title, findings[0]?.text])).toEqual([
      ["Chat", "Chat: no result within 0 seconds."],
      ["Library", "Sound."],
    ]);
    expect(worstOf(report)).toBe("warning");
  });

  it("turns a check that fails into a finding, without the secret in its message", async () => {
    const broken: Probe = { title: "Chat", look: () => Promise.reject(new Error("bad token xoxb-4711")) };
    const { sections } = await look(broken);
    expect(sections[0]?.findings[0]?.text).toBe("Chat: the check itself failed: bad token •••");
  });

  it.each([
    [5, "ok", "The clock agrees with Three's."],
    [60, "warning", "The clock is 60 seconds ahead of Three's."],
    [-3600, "problem", "The clock is 60 minutes behind Three's."],
  ])("compares a clock that is %s s off with the server in the middle", async (off, level, text) => {
    const hear: Probe = {
      title: "Chat",
      look: async ({ heard }) => {
        const said = now().getTime();
        const here = said + off * 1000;
        heard({ from: "One", said: Number.NaN, here });
        heard({ from: "Two", said: said - 9e9, here });
        heard({ from: "Three", said, here });
        heard({ from: "Four", said: said + 9e9, here });
        return [];
      },
    };
    const { sections } = await look(hear);
    expect(sections.flatMap(({ findings }) => findings)).toEqual([expect.objectContaining({ level, text })]);
  });
});
