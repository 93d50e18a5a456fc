import { UserError } from "../../errors.ts";
import { HOUR_MS } from "../../time/day.ts";
import type { Caller, CommandSpec } from "../command.ts";
import type { Reply } from "../reply.ts";

/** How long a number means a paper of the list, in milliseconds: as long as somebody still has it in view. */
const KEPT_MS = HOUR_MS;
/** How many askers' lists are kept; the one unused for the longest time goes first. */
const MOST_LISTS = 1000;
const NUMBER =
  /^(?:(?:to|of|like)\s{1,4})?(?:the\s{1,4})?(?:#|no\.?|number|paper)?\s{0,4}([1-9]\d{0,2})[.)]?$/iu;

/** The papers of the list that each asker saw last in a channel, so that a number can mean one of them. Kept in memory alone. */
export interface LastLists {
  /** Keeps the papers of an answer, if it is a list. */
  remember(spec: CommandSpec, reply: Reply, caller: Caller): void;
  /** The input with papers in place of numbers. Throws a UserError that asks which paper is meant if there is no such number. */
  withPapers(spec: CommandSpec, input: RawInput, caller: Caller): RawInput;
  /** The same for typed options; a number that means nothing stays. */
  knownPapers(spec: CommandSpec, options: Options, caller: Caller): Options;
}

type RawInput = Readonly<Record<string, unknown>>;
type Options = Readonly<Record<string, string>>;

/** Whether words mean a paper by its number: "2", "#2", "number 2". */
export function isNumber(words: string): boolean {
  return NUMBER.test(words.trim());
}

/** `elapsed`: a monotonic clock in milliseconds. */
export function createLastLists(elapsed: () => number): LastLists {
  const lists = new Map<string, { readonly papers: readonly (string | undefined)[]; readonly at: number }>();

  function lastOf(caller: Caller): readonly (string | undefined)[] {
    const last = lists.get(keyOf(caller));
    return last && elapsed() - last.at < KEPT_MS ? last.papers : [];
  }

  function paperOf(typed: string, caller: Caller): string | undefined {
    return lastOf(caller)[Number(NUMBER.exec(typed)?.[1]) - 1];
  }

  function whichPaper(caller: Caller): never {
    const papers = lastOf(caller);
    throw new UserError(
      papers.length === 0
        ? "Which paper? Search first and use a number from the list, or give an arXiv id, a link or part of the title."
        : `Which paper? Your last list has ${papers.length === 1 ? "one paper" : `papers 1 to ${papers.length}`} only.`,
    );
  }

  return {
    remember(spec, { cards, outcome }, caller) {
      const papers = cards.map(({ paper }) => paper);
      // A single paper that was asked for is looked at from the list, which the asker still has in view.
      const isList = cards.length > 1 || spec.options.every(({ paper }) => !paper);
      if (outcome !== "answer" || !isList || papers.every((paper) => paper === undefined)) return;
      const key = keyOf(caller);
      lists.delete(key);
      lists.set(key, { papers, at: elapsed() });
      const [oldest] = lists.keys();
      if (lists.size > MOST_LISTS && oldest !== undefined) lists.delete(oldest);
    },
    withPapers({ options }, input, caller) {
      const numbered = options.flatMap(({ name, paper }) => {
        const value = input[name];
        const typed = typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
        return paper && isNumber(typed)
          ? [[name, paperOf(typed, caller) ?? whichPaper(caller)] as const]
          : [];
      });
      return numbered.length === 0 ? input : { ...input, ...Object.fromEntries(numbered) };
    },
    knownPapers({ options: specs }, options, caller) {
      const isPaper = (name: string) => specs.some((spec) => spec.name === name && spec.paper);
      return Object.fromEntries(
        Object.entries(options).map(([name, value]) => [
          name,
          (isPaper(name) && isNumber(value) && paperOf(value.trim(), caller)) || value,
        ]),
      );
    },
  };
}

function keyOf({ platform, user, channel }: Caller): string {
  return JSON.stringify([platform, user, channel]);
}
