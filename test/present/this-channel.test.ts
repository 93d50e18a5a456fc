import { describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "../../src/delivery/subscription-settings.ts";
import { maySee, thisChannel } from "../../src/present/this-channel.ts";
import type { Subscription } from "../../src/store/subscriptions.ts";

const HERE = "fake";
const ELSEWHERE = "other";

function subscriptionOf(server: string | undefined): Subscription {
  return {
    ...DEFAULT_SETTINGS,
    platform: HERE,
    channel: "C1",
    origin: "chat",
    plannedUntil: new Date(0),
    ...(server !== undefined && { server }),
  };
}

const CHANNELS = [undefined, "C1", "C2"];
const SERVERS = [undefined, "S1", "S2"];

/** Every admin there can be beside the channel C1: where they ask, and of which server. */
const PEOPLE = CHANNELS.flatMap((channel) =>
  SERVERS.map((server) => ({
    admin: true,
    user: "u1",
    prefix: "/",
    ...(channel !== undefined && { channel }),
    ...(server !== undefined && { server }),
  })),
);

function whoSees(server: string | undefined, platform: string): readonly string[] {
  return PEOPLE.filter((person) => maySee({ ...person, platform }, subscriptionOf(server))).map(
    ({ channel, server }) => `${channel ?? "nowhere"} of ${server ?? "no server"}`,
  );
}

describe("what a channel gets", () => {
  it("is seen in the channel itself, and in the whole of its server", () => {
    expect(whoSees("S1", HERE)).toEqual([
      "nowhere of S1",
      "C1 of no server",
      "C1 of S1",
      "C1 of S2",
      "C2 of S1",
    ]);
  });

  it("is seen in that channel alone where it belongs to no server", () => {
    expect(whoSees(undefined, HERE)).toEqual(["C1 of no server", "C1 of S1", "C1 of S2"]);
  });

  it.each([undefined, "S1"])(
    "is seen by nobody on another platform, whose ids may be the same (%s)",
    (server) => {
      expect(whoSees(server, ELSEWHERE)).toEqual([]);
    },
  );

  it("is seen by whoever runs the program, who is no user of any platform", () => {
    const operators = [HERE, ELSEWHERE].flatMap((platform) =>
      PEOPLE.map(({ user: _, ...person }) => ({ ...person, platform })),
    );
    expect(operators.filter((one) => !maySee(one, subscriptionOf("S1")))).toEqual([]);
  });
});

describe("this channel", () => {
  it("is where it was asked, and nothing else will do", () => {
    expect(thisChannel({ platform: HERE, admin: true, prefix: "/", channel: "C1", server: "S1" })).toEqual({
      platform: HERE,
      channel: "C1",
    });
    expect(() => thisChannel({ platform: HERE, admin: true, prefix: "/", server: "S1" })).toThrow(/channel/);
  });
});
