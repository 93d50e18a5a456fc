import { describe, expect, it } from "vitest";
import { commands } from "../../commands/index.ts";
import type { Effect } from "../../src/chat/action.ts";
import { someApp } from "../support/app.ts";
import { someLibrary, TODAY } from "../support/library/library.ts";

const caller = { platform: "fake", user: "U1", channel: "C1", server: "S1", prefix: "/", admin: true };

/** What takes a search, a recommendation, or the reading of many papers. */
const EXPENSIVE = [
  "daily mail",
  "daily preview",
  "daily why",
  "export",
  "follow examples",
  "foryou",
  "paper",
  "related",
  "similar",
  "today",
];

/** A chat in which everybody has to wait who is counted. */
async function strictChat() {
  const library = await someLibrary();
  let counted = 0;
  const take = () => {
    counted += 1;
    return 20;
  };
  const { chat } = someApp(library, () => TODAY, { cooldown: { take } });
  return {
    chat,
    /** Whether something is counted; then it is refused. */
    async counts(work: () => Promise<{ readonly text?: string }>): Promise<boolean> {
      counted = 0;
      const { text = "" } = await work();
      expect(text.includes("You're going fast")).toBe(counted > 0);
      return counted > 0;
    },
  };
}

describe("the cool-down", () => {
  it("counts what is expensive, typed or pressed, and nothing else", async () => {
    const { chat, counts } = await strictChat();
    const counted: string[] = [];
    for (const { spec } of commands) {
      const isCounted = await counts(() => chat.run(spec.name, {}, caller));
      expect(await counts(() => press(chat, spec.name, "answer")), spec.name).toBe(isCounted);
      if (isCounted) counted.push(spec.name);
    }
    expect(counted.sort()).toEqual(EXPENSIVE);
  });

  it("never meets a turned page or a button that changes itself", async () => {
    const { chat, counts } = await strictChat();
    for (const { spec } of commands)
      for (const effect of ["replace", "update"] as const)
        expect(await counts(() => press(chat, spec.name, effect)), spec.name).toBe(false);
  });

  it("never meets votes, saves and opened papers, however many there are", async () => {
    const { chat, counts } = await strictChat();
    const paper = "2405.16009";
    for (let at = 0; at < 40; at += 1) {
      const inputs = [
        ["vote", { paper, vote: at % 2 === 0 ? "up" : "down" }],
        ["save", { paper }],
        ["unsave", { paper }],
        ["abstract", { paper }],
        ["saved", {}],
      ] as const;
      for (const [name, input] of inputs)
        expect(await counts(() => chat.run(name, input, caller))).toBe(false);
    }
  });
});

type Chat = Awaited<ReturnType<typeof strictChat>>["chat"];

function press(chat: Chat, command: string, effect: Effect) {
  return chat.runAction({ command, options: {}, effect }, caller);
}
