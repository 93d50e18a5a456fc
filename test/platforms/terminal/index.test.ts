import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { Chat } from "../../../src/chat/chat.ts";
import { createTypedLines, readHistory, type TypedLines } from "../../../src/platforms/terminal/history.ts";
import { createTerminal } from "../../../src/platforms/terminal/index.ts";
import { createClosingOutput, createInput, createOutput } from "../../support/chat/fake-terminal.ts";
import { createSampleChat } from "../../support/chat/sample-chat.ts";

async function pipe(lines: string, output = createOutput()) {
  const input = createInput(false);
  const errors = createOutput();
  const { chat, runs } = createSampleChat();
  const terminal = createTerminal({ input, output, errors, env: {}, hint: "A hint." });
  await terminal.start(chat);
  input.end(lines);
  return { status: await terminal.finished, output: output.text(), errors: errors.text(), runs };
}

describe("lines from a pipe", () => {
  test("are answered in order, without a greeting or a prompt", async () => {
    expect(await pipe("\ufeffvideo\r\n\n/paper audio count:2\n/today")).toMatchObject({
      status: 0,
      output: "Papers on video, 5 of them\n\nPapers on audio, 2 of them\n\nToday\n",
      errors: "",
    });
  });

  test.each([
    ["video\n", 0],
    ["video\n/paper count:x\nvideo\n", 2],
    ["/fail\n/paper count:x\nvideo\n", 1],
    ["", 0],
  ])("%j end with the worst status, %i", async (lines, status) => {
    expect((await pipe(lines)).status).toBe(status);
  });

  test("leave what went wrong to the errors", async () => {
    const { output, errors } = await pipe("/refuse\nvideo\n/refuse\n");
    expect(output).toBe("Papers on video, 5 of them\n");
    expect(errors).toBe("Ask for something else.\n\nAsk for something else.\n");
  });

  test("end at exit", async () => {
    const { runs } = await pipe("video\nexit\naudio\n");
    expect(runs).toHaveLength(1);
  });

  test("end quietly when nobody reads the answers any more", async () => {
    const { status, output, runs } = await pipe("one\ntwo\nthree\nfour\n", createClosingOutput(1));
    expect(status).toBe(0);
    expect(output).toBe("Papers on one, 5 of them\n");
    expect(runs).toHaveLength(2);
  });

  test("can be stopped while the pipe is open", async () => {
    const terminal = createTerminal({
      input: createInput(false),
      output: createOutput(),
      errors: createOutput(),
      env: {},
      hint: "",
    });
    await terminal.start(createSampleChat().chat);
    await terminal.stop();
    expect(await terminal.finished).toBe(0);
  });
});

async function openPrompt({
  chat = createSampleChat().chat,
  typed,
}: {
  chat?: Chat;
  typed?: TypedLines;
} = {}) {
  const input = createInput(true);
  const output = createOutput({ isTTY: true, columns: 80 });
  const errors = createOutput();
  const terminal = createTerminal({
    input,
    output,
    errors,
    env: { NO_COLOR: "1" },
    hint: "A hint.",
    ...(typed !== undefined && { typed }),
  });
  await terminal.start(chat);
  const shows = (text: string) => vi.waitFor(() => expect(output.text()).toContain(text), 60_000);
  await shows("paperboy> ");
  return { input, output, errors, terminal, shows };
}

describe("the prompt", () => {
  test("greets with what to type, and how to go on", async () => {
    const { input, output, terminal } = await openPrompt();
    input.write("exit\r");
    expect(await terminal.finished).toBe(0);
    const greeting = output.text().split("paperboy> ")[0];
    expect(greeting).toContain("for example: streaming video");
    expect(greeting).toContain("/help");
    expect(greeting).toContain("A hint.");
  });

  test("answers lines, with what went wrong in its place among them", async () => {
    const { input, errors, terminal, shows } = await openPrompt();
    input.write("streaming video\r");
    await shows("Papers on streaming video, 5 of them");
    input.write("/refuse\r");
    await shows("Ask for something else.");
    input.write("\r/quit\r");
    expect(await terminal.finished).toBe(0);
    expect(errors.text()).toBe("");
  });

  test("answers lines that were pasted together, one after the other", async () => {
    const { input, output, terminal, shows } = await openPrompt();
    input.write("one\rtwo\rthree\r");
    await shows("Papers on three");
    input.write("exit\r");
    await terminal.finished;
    expect(output.text().match(/Papers on \w+/g)).toEqual([
      "Papers on one",
      "Papers on two",
      "Papers on three",
    ]);
  });

  test("takes what was pasted in several lines for one, sent with Enter", async () => {
    const { input, output, terminal, shows } = await openPrompt();
    input.write("\u001b[200~@article{one,\n  title = {two}\n}\n\u001b[201~");
    await shows("@article{one,⏎");
    expect(output.text()).not.toContain("Papers on");
    input.write("\r");
    await shows("Papers on @article{one, title = {two} }");
    input.write("exit\r");
    await terminal.finished;
    expect(output.text().match(/Papers on/g)).toHaveLength(1);
    expect(output.text()).toContain("\u001b[?2004h");
    expect(output.text()).toContain("\u001b[?2004l");
  });

  test("is left with a slip of the word for it", async () => {
    const { input, terminal } = await openPrompt();
    input.write("exot\r");
    expect(await terminal.finished).toBe(0);
  });

  test("completes with Tab", async () => {
    const { input, terminal, shows } = await openPrompt();
    input.write("/sch\t");
    await shows("edule");
    input.write("\r");
    await shows("Scheduled");
    input.write("exit\r");
    await terminal.finished;
  });

  test.each([
    ["Ctrl-D", "\u0004"],
    ["Ctrl-C", "\u0003"],
  ])("is left with %s, and the shell goes on in a line of its own", async (_name, key) => {
    const { input, output, terminal } = await openPrompt();
    input.write(key);
    expect(await terminal.finished).toBe(0);
    expect(output.text()).toMatch(/\n[^\n]*\n$/);
  });

  test("forgets a half-typed line at Ctrl-C", async () => {
    const { input, output, terminal, shows } = await openPrompt();
    input.write("half a line\u0003");
    await shows("^C");
    input.write("video\r");
    await shows("Papers on video,");
    input.write("exit\r");
    await terminal.finished;
    expect(output.text()).not.toContain("Papers on half");
  });

  test("is left at once while an answer is being looked for", async () => {
    const { chat } = createSampleChat();
    const slow: Chat = { ...chat, runLine: () => new Promise(() => undefined) };
    const { input, terminal } = await openPrompt({ chat: slow });
    input.write("video\r");
    await new Promise((resolve) => setImmediate(resolve));
    input.write("\u0003");
    expect(await terminal.finished).toBe(0);
  });

  test("can be stopped", async () => {
    const { terminal } = await openPrompt();
    await terminal.stop();
    expect(await terminal.finished).toBe(0);
  });

  test("remembers earlier lines", async () => {
    const folder = await mkdtemp(join(tmpdir(), "paperboy-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const historyFile = join(folder, "history");
    await writeFile(historyFile, "oldest\nlast time\n");
    const { input, terminal, shows } = await openPrompt({ typed: createTypedLines(historyFile) });
    input.write("\u001b[A\r");
    await shows("Papers on last time");
    input.write("now\r");
    await shows("Papers on now");
    input.write("\u0004");
    await terminal.finished;
    expect(await readHistory(historyFile)).toEqual(["oldest", "last time", "now"]);
  });

  test("finds an earlier line with Ctrl-R, and with another one the line before", async () => {
    const { input, terminal, shows } = await openPrompt();
    input.write("streaming bees\r");
    await shows("Papers on streaming bees");
    input.write("sleeping bees\r");
    await shows("Papers on sleeping bees");
    input.write("bees\u0012\u0012 at night\r");
    await shows("Papers on streaming bees at night");
    input.write("\u0004");
    await terminal.finished;
  });

  test("forgets earlier lines when asked to, in memory too", async () => {
    const folder = await mkdtemp(join(tmpdir(), "paperboy-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const historyFile = join(folder, "history");
    await writeFile(historyFile, "a secret\n");
    const typed = createTypedLines(historyFile);
    const { input, terminal, shows } = await openPrompt({ typed });
    input.write("another secret\r");
    await shows("Papers on another secret");
    expect(await typed.count()).toBe(1);
    await typed.forget();
    input.write("afterwards\r");
    await shows("Papers on afterwards");
    input.write("\u0004");
    await terminal.finished;
    expect(await readHistory(historyFile)).toEqual(["afterwards"]);
  });
});
