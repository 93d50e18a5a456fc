import { createInterface } from "node:readline";
import type { Chat } from "../../chat/chat.ts";
import type { Outcome } from "../../chat/reply.ts";
import { EXIT_STATUS, HOST_CALLER, isForOutput, renderFor } from "./answer-once.ts";
import type { TerminalOptions } from "./options.ts";
import { isLeaving } from "./prompt-words.ts";
import { fileText } from "./render.ts";
import { createWriter } from "./writer.ts";

const WORSE: readonly Outcome[] = ["answer", "usage", "failure"];

/**
 * Answers each line of a pipe or a file, in order, with a blank line between the answers. Returns the worst exit status
 * at the end of the input, at "exit", or when nobody reads the answers any more.
 */
export async function answerLines(chat: Chat, options: TerminalOptions, stop: AbortSignal): Promise<number> {
  const { input, env } = options;
  const streams = { output: options.output, errors: options.errors };
  const writers = { output: createWriter(streams.output), errors: createWriter(streams.errors) };
  const answered = { output: false, errors: false };
  let worst: Outcome = "answer";
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY, signal: stop })) {
    if (line.trim() === "") continue;
    if (isLeaving(line)) break;
    const reply = await chat.runLine(line, HOST_CALLER);
    if (WORSE.indexOf(reply.outcome) > WORSE.indexOf(worst)) worst = reply.outcome;
    const place = isForOutput(reply) ? "output" : "errors";
    const gap = answered[place] ? "\n" : "";
    answered[place] = true;
    if (!(await writers[place].write(`${gap}${renderFor(streams[place], reply, chat, env)}\n`))) break;
    const content = fileText(reply);
    if (content !== "" && !(await writers.output.write(content))) break;
  }
  return EXIT_STATUS[worst];
}
