import { describe, expect, test } from "vitest";
import { z } from "zod";
import { type Chat, createChat } from "../../../src/chat/chat.ts";
import { defineCommand } from "../../../src/chat/command.ts";
import { note, type Reply } from "../../../src/chat/reply.ts";
import { answerOnce } from "../../../src/platforms/terminal/answer-once.ts";
import { createClosingOutput, createOutput } from "../../support/chat/fake-terminal.ts";
import { createSampleChat } from "../../support/chat/sample-chat.ts";
import { createRecordingLog } from "../../support/recording-log.ts";

async function ask(line: string, json = false) {
  const output = createOutput();
  const errors = createOutput();
  const status = await answerOnce(createSampleChat().chat, line, { output, errors, env: {}, json });
  return { status, output: output.text(), errors: errors.text() };
}

describe("answerOnce", () => {
  test("writes an answer to the output", async () => {
    expect(await ask("streaming video")).toEqual({
      status: 0,
      output: "Papers on streaming video, 5 of them\n",
      errors: "",
    });
  });

  test("writes what is wrong with a line to the errors", async () => {
    const { status, output, errors } = await ask("/paper video count:99");
    expect({ status, output }).toEqual({ status: 2, output: "" });
    expect(errors).toContain("count must be a whole number from 1 to 10, not “99”.");
  });

  test("writes our own failure to the errors", async () => {
    const { status, output, errors } = await ask("/fail");
    expect({ status, output }).toEqual({ status: 1, output: "" });
    expect(errors).toContain("Something went wrong");
  });

  test.each([
    ["streaming video", 0, "answer"],
    ["/paper video count:99", 2, "usage"],
    ["/fail", 1, "failure"],
  ])("as JSON answers %j with the reply, on the output", async (line, status, outcome) => {
    const result = await ask(line, true);
    expect(result).toMatchObject({ status, errors: "" });
    expect(result.output.match(/\n/g)).toHaveLength(1);
    expect(JSON.parse(result.output)).toMatchObject({ outcome, audience: "asker", cards: [], buttons: [] });
  });

  test("as JSON tells of the papers of an answer what is known, each once", async () => {
    const card = (paper: string) => ({ paper, title: paper, facts: [], buttons: [] });
    const reply: Reply = { ...note("Bees"), cards: [card("p1"), card("p2"), card("p1")] };
    const chat: Chat = { ...createSampleChat().chat, runLine: () => Promise.resolve(reply) };
    const output = createOutput();
    const describe = (ids: readonly string[]) =>
      Promise.resolve(ids.map((id) => ({ id, key: `key of ${id}` })));
    await answerOnce(chat, "bees", { output, errors: output, env: {}, json: true, describe });
    expect(JSON.parse(output.text())).toMatchObject({
      text: "Bees",
      papers: [
        { id: "p1", key: "key of p1" },
        { id: "p2", key: "key of p2" },
      ],
    });
  });

  test("lets everything that is for admins be done", async () => {
    expect((await ask("/schedule")).status).toBe(0);
  });

  test("colours if told to, and asks each stream for its own width", async () => {
    const output = createOutput();
    const errors = createOutput({ isTTY: true, columns: 40 });
    const env = { FORCE_COLOR: "1" };
    await answerOnce(createSampleChat().chat, "/paper video count:99", { output, errors, env });
    expect(errors.text()).toContain("\u001b[33m");
    await answerOnce(createSampleChat().chat, "/paper video count:99", {
      output,
      errors,
      env: { NO_COLOR: "1" },
    });
    expect(
      errors
        .text()
        .split("\n")
        .some((line) => line.length > 60),
    ).toBe(false);
  });

  test("JSON holds no halves of characters, and nothing that drives a terminal", async () => {
    const evil = "a\ud800b \u001b[31m \u009b31m \u202e \u007f é 👩‍🔬";
    const command = defineCommand({
      name: "evil",
      description: "Evil",
      example: "",
      options: z.object({}),
      run: (): Reply => note(evil),
    });
    const chat = createChat({
      commands: [command],
      services: {},
      log: createRecordingLog(),
      cooldown: { take: () => 0 },
    });
    const output = createOutput();
    await answerOnce(chat, "/evil", { output, errors: output, env: {}, json: true });
    expect(output.text().trimEnd()).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(JSON.parse(output.text()).text).toBe(evil.toWellFormed());
  });

  test("takes a reader that is gone for no failure", async () => {
    const output = createClosingOutput(0);
    expect(await answerOnce(createSampleChat().chat, "video", { output, errors: output, env: {} })).toBe(0);
  });

  test("says so if the answer could not be written", async () => {
    const output = createClosingOutput(0, "ENOSPC");
    const asking = answerOnce(createSampleChat().chat, "video", { output, errors: output, env: {} });
    await expect(asking).rejects.toThrow("ENOSPC");
  });
});
