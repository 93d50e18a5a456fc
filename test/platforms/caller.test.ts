import { describe, expect, it } from "vitest";
import { notingChat } from "../support/chat/noting-chat.ts";
import { createSampleChat } from "../support/chat/sample-chat.ts";
import { STAGES } from "../support/delivery/stages.ts";

describe.each(Object.entries(STAGES))("a command on %s", (name, open) => {
  it("knows the channel where it was asked, and what that belongs to", async () => {
    const { chat, callers } = notingChat(createSampleChat().chat);
    const stage = await open(chat);
    await stage.ask("paper", { query: "bees" });
    const place = { channel: expect.stringMatching(/./), server: expect.stringMatching(/./) };
    if (name === "terminal") expect(callers.filter(({ channel }) => channel !== undefined)).toEqual([]);
    else expect(callers).toEqual([expect.objectContaining(place)]);
  });
});
