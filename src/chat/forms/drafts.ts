import { randomBytes } from "node:crypto";
import { HOUR_MS } from "../../time/day.ts";
import type { Caller } from "../command.ts";
import type { FormValues } from "./form.ts";

/** How long a draft is kept, in milliseconds: as long as somebody still has the answer in view. */
const KEPT_MS = HOUR_MS;
/** How many drafts are kept; the oldest goes first. */
const MOST_DRAFTS = 1000;

/** Form input that was not right yet, to be corrected in a form. Kept in memory alone. */
export interface Drafts {
  /** Returns the draft's name. */
  keep(values: FormValues, caller: Caller): string;
  /** The draft, for its writer; nothing for others. */
  find(name: string | undefined, caller: Caller): FormValues;
}

/** `elapsed`: milliseconds that pass whatever the wall clock is set to. */
export function createDrafts(elapsed: () => number): Drafts {
  const drafts = new Map<string, { readonly values: FormValues; readonly by: string; readonly at: number }>();
  return {
    keep(values, caller) {
      const name = randomBytes(6).toString("hex");
      drafts.set(name, { values, by: writerOf(caller), at: elapsed() });
      const [oldest] = drafts.keys();
      if (drafts.size > MOST_DRAFTS && oldest !== undefined) drafts.delete(oldest);
      return name;
    },
    find(name = "", caller) {
      const draft = drafts.get(name);
      const holds = draft?.by === writerOf(caller) && elapsed() - draft.at < KEPT_MS;
      return holds ? draft.values : {};
    },
  };
}

function writerOf({ platform, user, channel }: Caller): string {
  return JSON.stringify([platform, user, channel]);
}
