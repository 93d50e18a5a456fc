import { describe, expect, it } from "vitest";
import { readConfig } from "../src/config.ts";
import { managersOn } from "../src/manager-settings.ts";

describe("MANAGERS", () => {
  it("names people and roles of each platform", () => {
    const names = ["discord:12", "discord:role:34", "slack:U0123ABCD"];
    expect(managersOn("discord", names)).toEqual({
      everyone: false,
      people: new Set(["12"]),
      roles: new Set(["34"]),
    });
    expect(managersOn("slack", names)).toEqual({
      everyone: false,
      people: new Set(["U0123ABCD"]),
      roles: new Set(),
    });
    expect(managersOn("slack", ["everyone"]).everyone).toBe(true);
  });

  it.each(["someone", "discord:ann", "slack:C0123", "discord:role:", "everyone;discord:1"])(
    "refuses “%s”",
    (MANAGERS) =>
      expect(() => readConfig({ MANAGERS })).toThrow("MANAGERS: expected everyone, or people and roles"),
  );
});
