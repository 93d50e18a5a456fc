import type { Chat } from "../../chat/chat.ts";
import type { Caller } from "../../chat/command.ts";
import type { Outcome, Reply } from "../../chat/reply.ts";
import { DEFAULT_COLUMNS } from "./limits.ts";
import type { Streams } from "./options.ts";
import { fileText, renderTerminal } from "./render.ts";
import { wantsColor } from "./style.ts";
import { createWriter, type Output } from "./writer.ts";

/** The person at the terminal is the operator: may do everything, and is never slowed down. */
export const HOST_CALLER: Caller = { platform: "terminal", admin: true, prefix: "/" };

/** What the library has on papers, as plain data. */
type DescribePapers = (ids: readonly string[]) => Promise<readonly object[]>;

/** 0 for an answer, also an empty one; 1 for a failure of ours; 2 for a line that can't be answered as it stands. */
export const EXIT_STATUS: Readonly<Record<Outcome, number>> = { answer: 0, usage: 2, failure: 1 };

/**
 * Answers one line and returns the exit status (see EXIT_STATUS). With `json` the neutral Reply is written to
 * `output` as one line of JSON, whatever its outcome, with its papers as `describe` gives them.
 */
export async function answerOnce(
  chat: Chat,
  line: string,
  streams: Streams & { readonly json?: boolean; readonly describe?: DescribePapers },
): Promise<number> {
  const { errors } = streams;
  const working = (words: string) => {
    // If the stream is closed, writing the answer finds out.
    createWriter(errors)
      .write(`${words}\n`)
      .catch(() => undefined);
  };
  const reply = await chat.runLine(line, { ...HOST_CALLER, ...(errors.isTTY && { working }) });
  const content = streams.json ? "" : fileText(reply);
  const stream = streams.json || isForOutput(reply) ? streams.output : streams.errors;
  const ids = [...new Set(reply.cards.flatMap(({ paper }) => paper ?? []))];
  const papers = streams.json && streams.describe ? { papers: await streams.describe(ids) } : {};
  const text = streams.json ? toJson({ ...reply, ...papers }) : renderFor(stream, reply, chat, streams.env);
  await createWriter(stream).write(`${text}\n`);
  if (content !== "") {
    if (hasBanner(streams)) await createWriter(streams.errors).write(BANNER);
    await createWriter(streams.output).write(content);
  }
  return EXIT_STATUS[reply.outcome];
}

// npm prints the script's name to the same output before it starts the script.
const BANNER = "npm wrote its own lines into that file. Use npm start --silent -- ask … instead.\n";

function hasBanner({ output, env }: Streams): boolean {
  return output.isTTY !== true && env.npm_lifecycle_event === "start" && env.npm_config_loglevel !== "silent";
}

/** Whether a reply itself belongs on the output: where there is a file, only the file does (`… > saved.bib`). */
export function isForOutput(reply: Reply): boolean {
  return reply.outcome === "answer" && fileText(reply) === "";
}

/** A reply in the form that suits `stream`. */
export function renderFor(stream: Output, reply: Reply, chat: Chat, env: Streams["env"]): string {
  return renderTerminal(reply, {
    columns: stream.columns ?? DEFAULT_COLUMNS,
    color: wantsColor(env, stream.isTTY === true),
    commands: chat.commands,
  });
}

// JSON escapes only the C0 controls; the others could still drive a terminal, and many parsers refuse lone surrogates.
function toJson(reply: Reply): string {
  return JSON.stringify(reply, (_key, value: unknown) =>
    typeof value === "string" ? value.toWellFormed() : value,
  ).replace(/[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, escapeUnit);
}

function escapeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
