import { describe, expect, test } from "vitest";
import type { Chat } from "../../../src/chat/chat.ts";
import { note, type Reply } from "../../../src/chat/reply.ts";
import { createSpeaker, isLeaving, isLeavingSlip } from "../../../src/platforms/terminal/prompt-words.ts";
import { createSampleChat } from "../../support/chat/sample-chat.ts";

describe("leaving", () => {
  test.each(["exit", "quit", "/exit", " QUIT ", ":q", "q", "exit()", "quit."])("%j leaves", (line) => {
    expect(isLeaving(line)).toBe(true);
  });

  test.each(["exot", "exti", "quitt", "qiut", "/exitt"])("%j is a slip of that", (line) => {
    expect(isLeaving(line)).toBe(false);
    expect(isLeavingSlip(line)).toBe(true);
  });

  test.each(["edit", "exist", "quiet", "quilt", "suit", "exit strategies", "early exit", "", "video"])(
    "%j stays",
    (line) => {
      expect(isLeaving(line) || isLeavingSlip(line)).toBe(false);
    },
  );
});

describe("turning pages", () => {
  function bookChat(last = 3): Chat {
    const { chat } = createSampleChat();
    const page = (at: number): Reply => {
      const turn = (label: string, to: number) => ({
        label,
        action: {
          command: "paper",
          options: { query: "bees", page: String(to) },
          effect: "replace" as const,
        },
      });
      return {
        ...note(`page ${at}`),
        buttons: [
          ...(at > 1 ? [turn("Previous page", at - 1)] : []),
          ...(at < last ? [turn("Next page", at + 1)] : []),
        ],
      };
    };
    return {
      ...chat,
      runLine: (line) => Promise.resolve(line === "bees" ? page(1) : note(`answer to ${line}`)),
      runAction: (action) => Promise.resolve(page(Number(action?.options.page))),
    };
  }

  test("goes on and back, whatever was asked between", async () => {
    const say = createSpeaker(bookChat());
    const said: (string | undefined)[] = [];
    for (const line of ["bees", "next", "/next", "open 2", "previous", "p", "n"])
      said.push((await say(line)).text);
    expect(said).toEqual(["page 1", "page 2", "page 3", "answer to open 2", "page 2", "page 1", "page 2"]);
  });

  test("says where there is no page", async () => {
    const say = createSpeaker(bookChat(1));
    expect(await say("next")).toMatchObject({
      outcome: "usage",
      text: "There is no list to turn the page of.",
    });
    const book = createSpeaker(bookChat(2));
    await book("bees");
    expect((await book("previous")).text).toBe("previous page.");
    await book("next");
    expect((await book("more")).text).toBe("next page.");
  });

  test("a question mark asks for help, and words that only begin so are searched for", async () => {
    const say = createSpeaker(bookChat());
    expect((await say("?")).text).toBe("answer to /help");
    expect((await say("next token prediction")).text).toBe("answer to next token prediction");
  });
});
