import { expect, it } from "vitest";
import { channelOwner, personOwner, readOwner } from "../../src/store/owner.ts";

it.each([
  { platform: "slack", channel: "C1" },
  { platform: "mail", channel: "list:of:things" },
])("reads the owner that it wrote for the channel %j", (place) => {
  expect(readOwner(channelOwner(place))).toEqual(place);
});

it("reads the owner that it wrote for a person", () => {
  expect(readOwner(personOwner("abc_-123"))).toEqual({ person: "abc_-123" });
});

it.each(["", "person:", "person:a:b", "channel:slack", "channel::C1", "channel:slack:", "server:S1"])(
  "takes “%s” for nobody",
  (text) => expect(readOwner(text)).toBeUndefined(),
);
