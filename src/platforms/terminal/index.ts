import type { ChatPlatform } from "../../chat/platform.ts";
import type { TerminalOptions } from "./options.ts";
import { answerLines } from "./pipe.ts";
import { runPrompt } from "./prompt.ts";

export interface Terminal extends ChatPlatform {
  /** The exit status, once the person has left or the input has ended. 0 while nothing was started. */
  readonly finished: Promise<number>;
}

/** The operator's terminal: a prompt where a person sits at both ends, otherwise an answer to each line. */
export function createTerminal(options: TerminalOptions): Terminal {
  const stop = new AbortController();
  let finished: Promise<number> = Promise.resolve(0);
  return {
    name: "terminal",
    connected: true,
    get finished() {
      return finished;
    },
    start(chat) {
      const interactive = options.input.isTTY === true && options.output.isTTY === true;
      finished = (interactive ? runPrompt : answerLines)(chat, options, stop.signal);
      return Promise.resolve();
    },
    async stop() {
      stop.abort();
      await finished;
    },
  };
}
