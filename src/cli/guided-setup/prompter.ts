import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import wrapAnsi from "wrap-ansi";
import type { BareHost } from "../../app/host.ts";

/** The user has left: by Ctrl-C, Ctrl-D, or because the terminal is gone. */
export class Left extends Error {}

/** Asks one question after the other. Every question rejects with Left where nobody answers it any more. */
export interface Prompter {
  /** Writes a paragraph. */
  say(text: string): void;
  /** The trimmed answer; `standard` if it was empty. */
  ask(question: string, standard: string): Promise<string>;
  /** The same without an echo; empty if nothing was typed. */
  askSecret(question: string): Promise<string>;
  /** Yes or no; the first letter counts. */
  confirm(question: string, standard: boolean): Promise<boolean>;
  close(): void;
}

/** Lines that are longer are hard to read. */
const WIDEST = 100;

// A terminal that doesn't know its width says 0.
function widthOf({ columns = 0 }: BareHost["output"]): number {
  return Math.min(columns || 80, WIDEST);
}

/** Links stay whole, so that they can be opened. */
const WRAPPING = { hard: false, trim: false };

export function createPrompter({ input, output }: Pick<BareHost, "input" | "output">): Prompter {
  // What is typed while nothing is asked may be a token, pasted too early.
  let isShown = false;
  const screen = new Writable({
    write(chunk, _encoding, done) {
      if (isShown) output.write(chunk, () => done());
      else done();
    },
  });
  const lines = createInterface({
    input,
    output: screen,
    terminal: true,
    // No history: some answers are tokens.
    historySize: 0,
  });
  // Somebody may paste several answers at once, before the questions are there.
  const typed: string[] = [];
  let waiting: { resolve(line: string): void; reject(error: Error): void } | undefined;
  let isClosed = false;
  lines.on("line", (line) => {
    if (!waiting) return void typed.push(line);
    waiting.resolve(line);
    waiting = undefined;
  });
  lines.on("SIGINT", () => lines.close());
  lines.on("close", () => {
    isClosed = true;
    waiting?.reject(new Left());
    waiting = undefined;
  });

  function nextLine(question: string): Promise<string> {
    const early = typed.shift();
    if (early !== undefined) {
      output.write(`${question}\n`);
      return Promise.resolve(early);
    }
    if (isClosed) return Promise.reject(new Left());
    return new Promise((resolve, reject) => {
      waiting = { resolve, reject };
      lines.setPrompt(question);
      lines.prompt();
    });
  }

  const prompter: Prompter = {
    say: (text) => void output.write(`${wrapAnsi(text, widthOf(output), WRAPPING)}\n\n`),
    async ask(question, standard) {
      const hint = standard === "" ? "" : ` [${standard}]`;
      isShown = true;
      try {
        return (await nextLine(`${question}${hint}: `)).trim() || standard;
      } finally {
        isShown = false;
      }
    },
    async askSecret(question) {
      output.write(`${question} (not shown; Enter to leave it out): `);
      try {
        return (await nextLine("")).trim();
      } finally {
        output.write("\n");
      }
    },
    async confirm(question, standard) {
      for (;;) {
        const answer = await prompter.ask(`${question} (${standard ? "Y/n" : "y/N"})`, "");
        if (answer === "") return standard;
        if (/^y(?:es)?$/iu.test(answer)) return true;
        if (/^no?$/iu.test(answer)) return false;
        prompter.say("Type y or n.");
      }
    },
    close: () => lines.close(),
  };
  return prompter;
}
