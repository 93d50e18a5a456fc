import { beforeEach, expect, it } from "vitest";
import type { Chat } from "../../src/chat/chat.ts";
import type { Caller } from "../../src/chat/command.ts";
import { plainText } from "../../src/chat/reply.ts";
import { fine, problem, warning } from "../../src/doctor/finding.ts";
import { someApp } from "../support/app.ts";
import { someLibrary, TODAY } from "../support/library/library.ts";

const operator: Caller = {
  platform: "fake",
  user: "boss",
  admin: true,
  prefix: "/",
  channel: "C1",
  server: "S1",
};
const admin: Caller = { ...operator, user: "ann" };

let chat: Chat;
let calls = 0;

beforeEach(async () => {
  const about = (channel: string, server: string) => ({ about: { platform: "fake", channel, server } });
  const sections = [
    {
      title: "Settings",
      findings: [
        fine("settings", "All can be used."),
        problem("settings.swapped", "Tokens are swapped.", "Swap them."),
      ],
    },
    {
      title: "Fake",
      findings: [
        warning("fake.threads", "No thread in #papers.", "Allow threads.", about("C1", "S1")),
        problem("fake.post", "No post in #secret.", "Allow posts.", about("C9", "S9")),
      ],
    },
  ];
  ({ chat } = someApp(await someLibrary(), () => TODAY, {
    operators: [{ platform: "fake", user: "boss" }],
    doctor: async () => {
      calls += 1;
      return { at: TODAY, tookMs: 5, isRunning: true, sections };
    },
  }));
});

const ask = async (line: string, caller: Caller) => {
  const reply = await chat.runLine(line, caller);
  expect(reply.audience).toBe("asker");
  return plainText(reply);
};

it.each(["/status doctor", "/status show:doctor"])(
  "tells an operator everything by %s, what is worst first",
  async (line) => {
    const text = await ask(line, operator);
    expect(text).toContain(
      "2 problems, 1 warning, 1 check fine.\n\n🔴 Settings: Tokens are swapped.\nSwap them.",
    );
    expect(text.indexOf("#secret")).toBeLessThan(text.indexOf("#papers"));
  },
);

it("tells the admins of a server what is theirs, and of one channel what is there", async () => {
  const text = await ask("/status doctor", admin);
  expect(text).toContain("1 warning.");
  expect(text).toContain("🟡 No thread in #papers. Allow threads.");
  expect(text).not.toMatch(/secret|Settings|swapped/);
  expect(await ask("/status doctor", { ...admin, onlyHere: true, channel: "C2" })).toBe(
    "🟢 No channel of yours needs anything. The bot's operator is shown the rest.",
  );
});

it("tells nobody else, and does not even look", async () => {
  const before = calls;
  expect(await ask("/status doctor", { ...admin, admin: false })).toContain(
    "Only channel managers can use /status",
  );
  expect(calls).toBe(before);
});
