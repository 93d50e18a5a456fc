import { expect, it } from "vitest";
import { inOrder } from "../../../src/delivery/planning/order.ts";
import { DEFAULT_SETTINGS } from "../../../src/delivery/subscription-settings.ts";
import type { Subscription } from "../../../src/store/subscriptions.ts";

const one = (platform: string, channel: string): Subscription => ({
  ...DEFAULT_SETTINGS,
  platform,
  channel,
  origin: "chat",
  plannedUntil: new Date(0),
});
const due = [
  one("email", "ann"),
  one("email", "bob"),
  ...["A1", "A2"].map((channel) => one("a", channel)),
  ...["B1", "B2"].map((channel) => one("b", channel)),
];
const order = (share: number) => inOrder(due, share).map(({ channel }) => channel);

it("plans each platform in turn, then mails, and begins elsewhere in each process", () => {
  expect(order(0)).toEqual(["A1", "B1", "A2", "B2", "ann", "bob"]);
  expect(order(0.5)).toEqual(["A2", "B2", "A1", "B1", "bob", "ann"]);
  expect(inOrder([], 0.5)).toEqual([]);
});
