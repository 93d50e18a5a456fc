import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { createChat } from "../../src/chat/chat.ts";
import { defineCommand } from "../../src/chat/command.ts";
import { plainText } from "../../src/chat/reply.ts";
import { StoreError } from "../../src/errors.ts";
import { createSampleChat, sampleCommands, someone } from "../support/chat/sample-chat.ts";
import { createRecordingLog } from "../support/recording-log.ts";

describe("createChat", () => {
  test("needs a command", () => {
    const parts = { commands: [], services: {}, log: createRecordingLog(), cooldown: { take: () => 0 } };
    expect(() => createChat(parts)).toThrow("at least one command");
  });

  test("an unexpected error becomes a short id, which is in the log with the cause, and nothing more", async () => {
    const { chat, log } = createSampleChat();
    const reply = await chat.run("fail", {}, someone);
    const text = plainText(reply);
    expect(reply).toMatchObject({ outcome: "failure", audience: "asker" });
    expect(text).not.toContain("secret");
    const id = /in the log as ([0-9a-f]{6})\.$/.exec(text)?.[1];
    expect(id).toBeDefined();
    const err = new Error("the secret cause");
    expect(log.entries).toMatchObject([
      { level: "error", fields: { id, command: "fail", platform: "test", err } },
    ]);
  });

  test("a full disk is named to everybody, and its file to the host's own terminal alone", async () => {
    const error = new StoreError("The disk that holds /srv/paperboy.db is full.", {
      reason: "the disk is full",
    });
    const run = () => Promise.reject(error);
    const options = z.object({});
    const command = defineCommand({ name: "keep", description: "Keep it", example: "", options, run });
    const parts = {
      commands: [command],
      services: {},
      log: createRecordingLog(),
      cooldown: { take: () => 0 },
    };
    const chat = createChat(parts);
    const member = plainText(await chat.run(command.spec.name, {}, someone));
    expect(member).toMatch(/^I can't do that right now: the disk is full\. .* in the log as [0-9a-f]{6}\.$/);
    const { user: _, ...host } = someone;
    expect(plainText(await chat.run(command.spec.name, {}, host))).toBe(error.message);
  });

  test("an error that the asker can put right is shown to the asker alone, and is not logged", async () => {
    const { chat, log } = createSampleChat();
    const reply = await chat.run("refuse", {}, someone);
    expect(reply).toMatchObject({ outcome: "usage", audience: "asker", text: "Ask for something else." });
    expect(log.entries).toEqual([]);
  });

  test("a request too many is refused with the time to wait", async () => {
    const asked: string[] = [];
    const { chat, runs } = createSampleChat({
      take(user) {
        asked.push(user);
        return 7;
      },
    });
    const reply = await chat.run("paper", { query: "video" }, someone);
    expect(reply).toMatchObject({ outcome: "usage", audience: "asker" });
    expect(plainText(reply)).toContain("7 s");
    expect(asked).toEqual(["test:U1"]);
    expect(runs).toEqual([]);
  });

  test("somebody without a name is never slowed down", async () => {
    const { chat, runs } = createSampleChat({ take: () => 7 });
    await chat.run("paper", { query: "video" }, { platform: "test", admin: false, prefix: "/" });
    expect(runs).toHaveLength(1);
  });
});

describe("an unknown command", () => {
  test.each([
    ["/papr video", "I don't know the command /papr. Did you mean /paper? /help lists all commands."],
    ["/weather", "I don't know the command /weather. /help lists all commands."],
    ["/__proto__", "I don't know the command /__proto__. /help lists all commands."],
    ["/", "I don't know the command /. /help lists all commands."],
  ])("in %j is answered privately", async (line, expected) => {
    const reply = await createSampleChat().chat.runLine(line, someone);
    expect(reply).toMatchObject({ outcome: "usage", audience: "asker", text: expected });
  });

  test("is quoted no further than its start", async () => {
    const reply = await createSampleChat().chat.runLine(`/${"🦜".repeat(5000)}`, someone);
    expect(reply.text?.length).toBeLessThan(160);
    expect(reply.text?.isWellFormed()).toBe(true);
  });
});

describe("runLine", () => {
  test.each([
    ["/paper streaming video count:3", "paper", { query: "streaming video", count: 3 }],
    ["  /PAPER   streaming\tvideo ", "paper", { query: "streaming video", count: 5 }],
    ["streaming video", "paper", { query: "streaming video", count: 5 }],
    ["paper folding", "paper", { query: "paper folding", count: 5 }],
    ["today", "paper", { query: "today", count: 5 }],
    ["/today", "today", { count: 5 }],
    ["/today\ncount:2", "today", { count: 2 }],
    ["help", "help", { command: "" }],
    ["Help", "help", { command: "" }],
    ["help paper", "help", { command: "paper" }],
    ["help /paper", "help", { command: "/paper" }],
    ["help seeking in online forums", "paper", { query: "help seeking in online forums", count: 5 }],
    ["/help seeking", "help", { command: "seeking" }],
  ])("reads %j", async (line, command, options) => {
    const { chat, runs } = createSampleChat();
    await chat.runLine(line, someone);
    expect(runs).toEqual([{ command, options }]);
  });

  test.each(["/lab-today count:2", "/today count:2", "/LAB-today count:2"])(
    "takes %j where the prefix is /lab-",
    async (line) => {
      const { chat, runs } = createSampleChat();
      await chat.runLine(line, { ...someone, prefix: "/lab-" });
      expect(runs).toEqual([{ command: "today", options: { count: 2 } }]);
    },
  );

  test("answers an empty line with how to ask", async () => {
    const reply = await createSampleChat().chat.runLine("   ", someone);
    expect(reply.outcome).toBe("usage");
    expect(reply.text).toContain("For example: /paper streaming video");
  });

  test("names the words that a command has no use for", async () => {
    const reply = await createSampleChat().chat.runLine("/today about cats", someone);
    expect(reply.outcome).toBe("usage");
    expect(reply.text).toContain("I don't know the option “about cats”.");
  });

  test("answers whatever is typed, and never fails by it", async () => {
    const { chat } = createSampleChat();
    const line = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: "binary" }).map((text) => `/paper ${text}`),
      fc.string({ unit: "binary" }).map((text) => `/${text}`),
      fc.constantFrom("\u001b[31m", "\u202eevil", "\ud83d", "\u0000", "👩‍🔬", '"', "/paper \u001b]0;x\u0007"),
    );
    await fc.assert(
      fc.asyncProperty(line, async (text) => {
        const reply = await chat.runLine(text, someone);
        expect(["answer", "usage"]).toContain(reply.outcome);
        expect(plainText(reply)).not.toBe("");
      }),
    );
  });
});

describe("runText", () => {
  test("reads the options of the command that is named", async () => {
    const { chat, runs } = createSampleChat();
    await chat.runText("label", '2405.16009 label:"read later"', someone);
    expect(runs).toEqual([
      { command: "label", options: { paper: "2405.16009", label: "read later", order: "best" } },
    ]);
  });
});

describe("runAction", () => {
  test("runs what the button says", async () => {
    const { chat, runs } = createSampleChat();
    await chat.runAction({ command: "today", options: { count: "2" }, effect: "answer" }, someone);
    expect(runs).toEqual([{ command: "today", options: { count: 2 } }]);
  });

  test.each([undefined, { command: "gone", options: {}, effect: "answer" as const }])(
    "has a friendly answer to a button of another time",
    async (action) => {
      const reply = await createSampleChat().chat.runAction(action, someone);
      expect(reply).toMatchObject({ outcome: "usage", audience: "asker" });
      expect(reply.text).toContain("out of date");
    },
  );

  test("checks the options of a button like any other", async () => {
    const { chat, runs } = createSampleChat();
    const reply = await chat.runAction(
      { command: "today", options: { count: "99" }, effect: "share" },
      someone,
    );
    expect(reply).toMatchObject({ outcome: "usage", audience: "asker" });
    expect(runs).toEqual([]);
  });
});

describe("suggest", () => {
  test("completes an option", async () => {
    const suggestions = await createSampleChat().chat.suggest("paper", "query", "streaming", someone);
    expect(suggestions.map(({ value }) => value)).toEqual(["streaming video", "streaming audio"]);
  });

  test("has nothing for a command that is not there", async () => {
    expect(await createSampleChat().chat.suggest("nothing", "query", "x", someone)).toEqual([]);
  });

  test("has nothing if the completer fails, and logs it", async () => {
    const { chat, log } = createSampleChat();
    expect(await chat.suggest("fail", "text", "x", someone)).toEqual([]);
    expect(log.entries).toMatchObject([
      { level: "warn", fields: { err: "no index", command: "fail", option: "text" } },
    ]);
  });
});

describe("left", () => {
  const server = { platform: "test", server: "S1" };
  const parts = { commands: sampleCommands, services: { runs: [] }, cooldown: { take: () => 0 } };

  test("is noted", async () => {
    const forgotten: unknown[] = [];
    const chat = createChat({
      ...parts,
      log: createRecordingLog(),
      servers: {
        left: async (left) => void forgotten.push(left),
        joined: async () => {},
        present: async () => {},
      },
    });
    await chat.left(server);
    expect(forgotten).toEqual([server]);
  });

  test("never fails, and says in the log that it did not work", async () => {
    const log = createRecordingLog();
    const full = () => Promise.reject(new Error("the disk is full"));
    const chat = createChat({ ...parts, log, servers: { left: full, joined: full, present: full } });
    await chat.left(server);
    expect(log.entries).toMatchObject([{ level: "error", fields: server }]);
  });
});
