import { describe, expect, it } from "vitest";
import type { Chat } from "../../src/chat/chat.ts";
import type { Caller } from "../../src/chat/command.ts";
import { createSampleChat } from "../support/chat/sample-chat.ts";
import { STAGES } from "../support/delivery/stages.ts";

describe.each(Object.entries(STAGES))("a command on %s", (name, open) => {
  it("knows the channel where it was asked, and what that belongs to", async () => {
    const { chat } = createSampleChat();
    const callers: Caller[] = [];
    const listening: Chat = {
      ...chat,
      run(command, input, caller) {
        callers.push(caller);
        return chat.run(command, input, caller);
      },
      runText(command, text, caller) {
        callers.push(caller);
        return chat.runText(command, text, caller);
      },
    };
    const stage = await open(listening);
    await stage.ask("paper", { query: "bees" });
    const place = { channel: expect.stringMatching(/./), server: expect.stringMatching(/./) };
    if (name === "terminal") expect(callers.filter(({ channel }) => channel !== undefined)).toEqual([]);
    else expect(callers).toEqual([expect.objectContaining(place)]);
  });
});
