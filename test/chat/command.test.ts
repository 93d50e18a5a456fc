import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { defineCommand } from "../../src/chat/command.ts";
import { note, plainText } from "../../src/chat/reply.ts";
import { someone } from "../support/chat/sample-chat.ts";

const runs: unknown[] = [];
const command = defineCommand({
  name: "paper",
  description: "Find papers",
  example: "streaming video count:3",
  options: z.object({
    query: z.string().trim().min(1).max(200).describe("What to look for"),
    count: z.coerce.number().int().min(1).max(10).default(5).describe("How many"),
  }),
  suggest: { query: (partial, suffix: string) => [{ label: partial, value: partial + suffix }] },
  run(options) {
    runs.push(options);
    return note("Done");
  },
});
const request = { caller: someone, commands: [command.spec] };
const answer = async (input: Record<string, unknown>) => {
  runs.length = 0;
  const reply = await command.answer(input, "", request);
  return { reply, ran: [...runs], text: plainText(reply) };
};

describe("defineCommand", () => {
  test.each([
    ["3", 3],
    ["10", 10],
    ["1e1", 10],
    [4, 4],
    [undefined, 5],
  ])("runs with count %j as %j", async (count, expected) => {
    const { ran, reply } = await answer({ query: "video", ...(count !== undefined && { count }) });
    expect(ran).toEqual([{ query: "video", count: expected }]);
    expect(reply.outcome).toBe("answer");
  });

  test.each(["abc", "0", "11", "999", "1.5", "", "-1", "Infinity", "NaN"])(
    "never runs with count %j",
    async (count) => {
      const { ran, reply, text } = await answer({ query: "video", count });
      expect(ran).toEqual([]);
      expect(reply).toMatchObject({ outcome: "usage", audience: "asker" });
      expect(text).toContain("count must be a whole number from 1 to 10");
    },
  );

  test("says everything that is wrong at once, and how it would be right", async () => {
    const { ran, text } = await answer({ query: " ", count: "many" });
    expect(ran).toEqual([]);
    expect(text).toBe(
      [
        "What are you looking for? Give what to look for.",
        "count must be a whole number from 1 to 10, not “many”.",
        "",
        "Usage: /paper <query> [count:1-10]",
        "For example: /paper streaming video count:3",
      ].join("\n"),
    );
  });

  test("never runs with an option that it does not know", async () => {
    const { ran, reply, text } = await answer({ query: "video", colour: "red", size: "4" });
    expect(ran).toEqual([]);
    expect(reply).toMatchObject({ outcome: "usage", audience: "asker" });
    expect(text).toContain("I don't know the options “colour”, “size”.");
  });

  test("quotes only the start of words that it has no use for", async () => {
    const { text } = await answer({ query: "video", ["x".repeat(10_000)]: "x" });
    expect(text.length).toBeLessThan(300);
  });

  test("never runs with a text that is too long", async () => {
    const { ran, text } = await answer({ query: "x".repeat(10_000) });
    expect(ran).toEqual([]);
    expect(text).toContain("query can have at most 200 characters. Yours has 10,000.");
  });

  test("says what its options may not be together", async () => {
    const range = defineCommand({
      name: "years",
      description: "Papers of some years",
      example: "first:2020 last:2024",
      options: z
        .object({
          first: z.coerce.number().int().describe("First"),
          last: z.coerce.number().int().describe("Last"),
        })
        .refine(({ first, last }) => first <= last, "The first year comes before the last."),
      run: () => note("Done"),
    });
    const reply = await range.answer({ first: "2024", last: "2020" }, undefined, request);
    expect(reply.outcome).toBe("usage");
    expect(plainText(reply)).toContain("The first year comes before the last.");
  });

  test.each([
    [false, "usage"],
    [true, "answer"],
  ])("runs what is for admins only where the caller's admin is %j", async (admin, outcome) => {
    const ran: boolean[] = [];
    const setup = defineCommand({
      name: "setup",
      description: "Change things",
      example: "",
      admin: true,
      options: z.object({}),
      run() {
        ran.push(true);
        return note("Done");
      },
    });
    const reply = await setup.answer({}, undefined, {
      caller: { ...someone, admin },
      commands: [setup.spec],
    });
    expect(reply).toMatchObject({ outcome, audience: "asker" });
    expect(ran).toEqual(admin ? [true] : []);
  });

  test("answers any text at all with a Reply, and runs only with what the schema allows", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "binary", maxLength: 300 }),
        fc.string({ unit: "binary" }),
        async (query, count) => {
          const { ran, reply, text } = await answer({ query, count });
          expect(reply.audience).toBe("asker");
          expect(reply.outcome).toBe(ran.length === 1 ? "answer" : "usage");
          expect(text.length).toBeLessThan(400);
        },
      ),
    );
  });
});

describe("suggest", () => {
  test("asks the option's own completer", async () => {
    expect(await command.suggest("query", "vid", "eo", someone)).toEqual([{ label: "vid", value: "video" }]);
  });

  test.each(["count", "nonsense", "constructor", "toString", "__proto__"])(
    "has nothing for %s",
    async (option) => {
      expect(await command.suggest(option, "1", "", someone)).toEqual([]);
    },
  );
});
