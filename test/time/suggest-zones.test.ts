import { describe, expect, it } from "vitest";
import { ZONE_CITIES } from "../../data/zone-cities.ts";
import { readTimezone } from "../../src/time/read-when.ts";
import { suggestZones } from "../../src/time/suggest-zones.ts";

const labels = (partial: string, nearby?: string) =>
  suggestZones(partial, 5, nearby).map(({ label }) => label);

describe("suggestZones", () => {
  it.each([
    ["berl", ["Berlin (Europe/Berlin)"]],
    ["asia/tok", ["Asia/Tokyo"]],
    ["munich", ["Munich (Europe/Berlin)"]],
    ["san f", ["San Francisco (America/Los_Angeles)"]],
    ["são p", ["São Paulo (America/Sao_Paulo)"]],
    ["new y", ["New York (America/New_York)"]],
    ["utc", ["UTC"]],
    ["qqq", []],
  ])("completes “%s” by city and by region", (partial, expected) =>
    expect(labels(partial)).toEqual(expected),
  );

  it("has the zone of the channel first, then those where most people live", () => {
    expect(labels("", "Europe/Prague")).toEqual([
      "Europe/Prague",
      "Asia/Tokyo",
      "Asia/Kolkata",
      "Asia/Shanghai",
      "America/New_York",
    ]);
    expect(labels("europe/", "Europe/Prague").slice(0, 2)).toEqual(["Europe/Prague", "Europe/London"]);
    // Others begin so too, but fewer people live there.
    expect(labels("b").slice(0, 2)).toEqual(["Beijing (Asia/Shanghai)", "Berlin (Europe/Berlin)"]);
  });

  it("suggests nothing that is not understood", () => {
    for (const [city] of ZONE_CITIES)
      for (const { label, zone } of suggestZones(city, 3)) {
        expect(readTimezone(label), label).toHaveProperty("value");
        expect(readTimezone(zone), zone).toHaveProperty("value");
      }
    for (const [city] of ZONE_CITIES) expect(readTimezone(city), city).toHaveProperty("value");
  });
});
