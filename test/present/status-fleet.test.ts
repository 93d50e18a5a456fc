import { describe, expect, it } from "vitest";
import { checkFleet, type FleetFacts } from "../../src/doctor/fleet.ts";
import { describeFleet } from "../../src/present/status/fleet.ts";

const NOW = new Date("2026-11-24T11:40:00Z");
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);
const one = { machine: "bot-1", version: "1.2.0", seenAt: ago(2), holds: ["alerts", "shard 0 of 2"] };
const two = {
  machine: "bot-2",
  version: "1.2.0",
  seenAt: ago(4.2),
  holds: ["source arxiv", "source https://feeds.example.org/private"],
};
const lost = { machine: "bot-3", version: "1.2.0", seenAt: ago(600) };
const of = (facts: Partial<FleetFacts>) => ({ living: [one, two], lost: [], ...facts });
const lines = (facts: Partial<FleetFacts>) =>
  describeFleet(of(facts), NOW).map(({ light, text }) => `${light} ${text}`);

describe("processes that share a database", () => {
  it("are told in /status with what each does alone, and which has stopped", () => {
    expect(lines({ lost: [lost] })).toEqual([
      "🟢 2 processes: bot-1 (alerts, shard 0 of 2); bot-2 (2 sources). All heard from in the last 5 seconds.",
      "🟡 A process on bot-3 stopped without warning, last heard from Tue 24 Nov, 11:30 UTC. The others do its work.",
    ]);
    expect(lines({ lost: [one, lost] })[1]).toBe(
      "🟡 2 processes stopped without warning, the last one on bot-3, last heard from Tue 24 Nov, 11:30 UTC. The others do its work.",
    );
    expect(lines({ living: [{ ...one, holds: [] }] })).toEqual([
      "🟢 1 process: bot-1. All heard from in the last 2 seconds.",
    ]);
    expect(lines({ living: [one, { ...two, version: "1.3.0" }] })[1]).toBe(
      "🟡 The processes run different versions: 1.2.0, 1.3.0.",
    );
    expect(lines({ living: [], lost: [lost] })).toEqual([]);
  });

  it("are told by the doctor, with what to do", () => {
    const levels = (facts: Partial<FleetFacts>) =>
      checkFleet(of(facts)).map(({ check, level, text }) => [check, level, text]);
    expect(levels({})).toEqual([["replicas", "ok", "2 processes work on the database: bot-1, bot-2."]]);
    expect(levels({ living: [one, { ...two, version: "1.3.0" }], lost: [lost] }).slice(1)).toEqual([
      ["replicas.versions", "warning", "The processes run different versions: 1.2.0, 1.3.0."],
      ["replicas.lost", "warning", "A process on bot-3 stopped without warning at 11:30 UTC."],
    ]);
    expect(levels({ lost: [one, lost] })[1]?.[2]).toContain("the last one on bot-3 at 11:30 UTC.");
    expect(levels({ living: [] })).toEqual([]);
  });
});
