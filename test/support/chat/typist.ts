import { PassThrough, Writable } from "node:stream";
import { stripVTControlCharacters } from "node:util";

/** Somebody at a terminal who answers questions as they come, by what they end with. */
export interface Typist {
  readonly input: PassThrough & { readonly isTTY: true };
  readonly output: Writable & { readonly isTTY: true; readonly columns: number };
  /** The questions that came, in order. */
  readonly asked: readonly string[];
  /** Everything on the screen. */
  text(): string;
}

const CTRL_C = "\u0003";

/**
 * Answers each question with the first answer whose pattern matches, a list one after the other; leaves by Ctrl-C at a question for which
 * there is no answer, or after `patience` questions.
 */
export function createTypist(
  answers: readonly (readonly [RegExp, string | readonly string[]])[],
  patience = Number.POSITIVE_INFINITY,
): Typist {
  const input = Object.assign(new PassThrough(), { isTTY: true as const });
  const given = new Map<RegExp, number>();
  const asked: string[] = [];
  let all = "";
  let open = "";

  function answerTo(question: string): string {
    if (asked.length > patience) return CTRL_C;
    for (const [pattern, said] of answers) {
      if (!pattern.test(question)) continue;
      const at = given.get(pattern) ?? 0;
      given.set(pattern, at + 1);
      const answer = typeof said === "string" ? said : said[Math.min(at, said.length - 1)];
      return `${answer ?? ""}\r`;
    }
    return CTRL_C;
  }

  const screen = new Writable({
    write(chunk, _encoding, done) {
      all += chunk;
      open = (open + stripVTControlCharacters(String(chunk))).slice(-400);
      const question = /([^\n]*): $/u.exec(open)?.[1];
      if (question !== undefined) {
        open = "";
        asked.push(question);
        setImmediate(() => input.write(answerTo(question)));
      }
      done();
    },
  });
  const output = Object.assign(screen, { isTTY: true as const, columns: 400 });
  return { input, output, asked, text: () => stripVTControlCharacters(all) };
}
