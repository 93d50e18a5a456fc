import { createInterface, type Interface } from "node:readline";
import type { Chat } from "../../chat/chat.ts";
import type { Caller } from "../../chat/command.ts";
import { note, type Reply } from "../../chat/reply.ts";
import { HOST_CALLER, renderFor } from "./answer-once.ts";
import { type Completion, complete } from "./complete.ts";
import { readHistory, writeHistory } from "./history.ts";
import { HISTORY_LINES } from "./limits.ts";
import type { TerminalOptions } from "./options.ts";
import { asPasted, createPasteInput, PASTES_MARKED, PASTES_PLAIN } from "./paste.ts";
import { inFull, isLeaving, isLeavingSlip } from "./prompt-words.ts";
import { fileText } from "./render.ts";
import { createHistorySearch } from "./search-history.ts";
import { createWriter, type Output } from "./writer.ts";

/**
 * A prompt for a person, with history and completion. Ends with 0 at "exit", Ctrl-D, Ctrl-C on an empty line, or when
 * `stop` is aborted; Ctrl-C on a line with text discards the line.
 */
export async function runPrompt(chat: Chat, options: TerminalOptions, stop: AbortSignal): Promise<number> {
  const { input, output, env, typed } = options;
  let history = typed === undefined ? [] : await readHistory(typed.file);
  if (stop.aborted) return 0;
  const writer = createWriter(output);
  await writer.write(`${renderFor(output, greeting(chat, options), chat, env)}\n\n`);
  const keys = createPasteInput(input);
  await writer.write(PASTES_MARKED);
  const lines = createInterface({
    input: keys.stream,
    output,
    terminal: true,
    prompt: "paperboy> ",
    completer: (line: string, done: (error: Error | null, completion: Completion) => void) => {
      void complete(chat, line).then(
        (completion) => done(null, completion),
        () => done(null, [[], line]),
      );
    },
    history: [...history].reverse(),
    historySize: HISTORY_LINES,
    removeHistoryDuplicates: true,
    signal: stop,
  });
  let dropLines = () => {};
  lines.on("history", (newestFirst) => {
    history = [...newestFirst].reverse();
    // This is readline's own list, which the arrow keys step through.
    dropLines = () => newestFirst.splice(0);
  });
  typed?.onForget(() => {
    dropLines();
    history = [];
  });
  lines.on("SIGINT", () => forgetOrLeave(lines, output));
  const earlier = createHistorySearch();
  keys.stream.on(
    "keypress",
    (_text, key: { readonly name?: string; readonly ctrl?: boolean } | undefined) => {
      if (key?.ctrl !== true || key.name !== "r") return;
      const line = earlier(lines.line, history);
      if (line === undefined) return;
      clearLine(lines);
      lines.write(line);
    },
  );
  let open = true;
  const closed = new Promise<undefined>((resolve) => {
    lines.once("close", () => {
      open = false;
      resolve(undefined);
    });
  });
  const caller: Caller = {
    ...HOST_CALLER,
    working: (words) => {
      // If the stream is closed, writing the answer finds out.
      writer.write(`\n${words}\n`).catch(() => undefined);
    },
  };
  let leaving = false;
  lines.prompt();
  for await (const line of lines) {
    leaving = isLeaving(line) || isLeavingSlip(line);
    if (leaving) break;
    // Whoever leaves does not wait for an answer in progress.
    const reply =
      line.trim() === ""
        ? undefined
        : await Promise.race([chat.runLine(inFull(asPasted(line)), caller), closed]);
    if (reply && !(await writer.write(shown(reply, chat, output, env)))) break;
    if (!open) break;
    lines.prompt();
  }
  lines.close();
  keys.release();
  await writer.write(PASTES_PLAIN);
  // After a key, the cursor is still behind the prompt.
  if (!leaving) await writer.write("\n");
  if (typed !== undefined && history.length > 0) await writeHistory(typed.file, history);
  return 0;
}

function shown(reply: Reply, chat: Chat, output: Output, env: TerminalOptions["env"]): string {
  const content = fileText(reply);
  return `\n${renderFor(output, reply, chat, env)}\n\n${content}${content === "" ? "" : "\n"}`;
}

function greeting(chat: Chat, { hint }: TerminalOptions): Reply {
  const text = [
    `Type what you want to read about, for example: ${chat.commands[0]?.example}`,
    "/help lists the commands, Tab completes, Ctrl-R finds earlier lines, exit quits.",
  ];
  return { ...note(text.join("\n")), footer: hint };
}

function forgetOrLeave(lines: Interface, output: TerminalOptions["output"]): void {
  if (lines.line === "") {
    lines.close();
    return;
  }
  output.write("^C\n");
  clearLine(lines);
  lines.prompt();
}

function clearLine(lines: Interface): void {
  lines.write(null, { ctrl: true, name: "e" });
  lines.write(null, { ctrl: true, name: "u" });
}
