import { HOUR_MS } from "../../time/day.ts";
import { trimEndOf } from "../../trim.ts";
import type { Action } from "../action.ts";
import type { Caller } from "../command.ts";
import { note, type Reply } from "../reply.ts";

/** Who types a line, and where. */
export type Asker = Partial<Pick<Caller, "platform" | "user" | "channel">>;

/** The buttons of each asker's last answers that a word presses too. Kept in memory alone. */
export interface FollowUps {
  remember(reply: Reply, asker: Asker): void;
  /** What a line about the last answer does, or that it can't do anything; undefined for all other lines. */
  read(line: string, asker: Asker): Action | Reply | undefined;
}

type FollowUp = "next" | "previous" | "undo";

const WORDS: Readonly<Record<string, FollowUp>> = {
  next: "next",
  "next page": "next",
  more: "next",
  "more results": "next",
  "show more": "next",
  previous: "previous",
  "previous page": "previous",
  prev: "previous",
  back: "previous",
  "go back": "previous",
  undo: "undo",
  "undo that": "undo",
  "take it back": "undo",
};

interface Last {
  /** The buttons that turn the pages of the last list; undefined if there was none. */
  readonly turns?: Reply["buttons"] | undefined;
  readonly undo?: Action | undefined;
  readonly at: number;
}

/** How long a word refers to an answer, in milliseconds: as long as somebody still has it in view. */
const KEPT_MS = HOUR_MS;
/** How many askers are remembered; the one who has asked nothing for the longest time goes first. */
const MOST_ASKERS = 1000;
const LONGEST_WORDS = 30;

/** `elapsed`: a monotonic clock in milliseconds. */
export function createFollowUps(elapsed: () => number): FollowUps {
  const lasts = new Map<string, Last>();

  function lastOf(asker: Asker): Last | undefined {
    const last = lasts.get(keyOf(asker));
    return last && elapsed() - last.at < KEPT_MS ? last : undefined;
  }

  function keep(asker: Asker, last: Omit<Last, "at">): void {
    const key = keyOf(asker);
    lasts.delete(key);
    lasts.set(key, { ...last, at: elapsed() });
    const [oldest] = lasts.keys();
    if (lasts.size > MOST_ASKERS && oldest !== undefined) lasts.delete(oldest);
  }

  return {
    remember(reply, asker) {
      if (reply.outcome !== "answer") return;
      const turns = reply.buttons.filter(({ action }) => isTurn(action));
      const undo = reply.buttons.find(({ label }) => label === "Undo")?.action;
      const isList = turns.length > 0 || reply.cards.length > 1;
      if (!isList && !undo) return;
      const before = lastOf(asker);
      keep(asker, { turns: isList ? turns : before?.turns, undo: undo ?? before?.undo });
    },
    read(line, asker) {
      if (line.length > LONGEST_WORDS) return undefined;
      const words = trimEndOf(line.trim().toLowerCase().replace(/^\//u, ""), "!.").replace(/\s+/gu, " ");
      const deed = Object.hasOwn(WORDS, words) ? WORDS[words] : undefined;
      if (deed === undefined) return undefined;
      const last = lastOf(asker);
      if (deed === "undo") return last?.undo ?? note("There is nothing to undo.", "usage");
      const turn = last?.turns?.find(({ label }) => label.toLowerCase().startsWith(deed));
      if (turn) return turn.action;
      return note(
        last?.turns ? `There is no ${deed} page.` : "There is no list to page through. Search first.",
        "usage",
      );
    },
  };
}

function isTurn({ effect, options }: Action): boolean {
  return effect === "replace" && options.page !== undefined;
}

function keyOf({ platform, user, channel }: Asker): string {
  return JSON.stringify([platform, user, channel]);
}
