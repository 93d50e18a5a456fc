import { UserError } from "../errors.ts";
import { type Presenter, presentersOf, putPresenter, removePresenter } from "../store/club/presenters.ts";
import type { Database } from "../store/database.ts";
import { groupCommit } from "../store/group-commit.ts";
import type { Place } from "../store/subscriptions.ts";
import type { Who } from "../taste/taste.ts";
import type { Deed } from "./queue.ts";
import { isSameName, joined, swap, swapBack, swapKey } from "./rota.ts";

/** The presenters of the journal club of the channel where it is asked. */
export interface Presenting {
  /** Makes somebody a presenter, or renames one. */
  join(who: Who, name: string): Promise<void>;
  leave(who: Who): Promise<boolean>;
  /** Swaps the turns of the caller and the presenter of that name. Returns what `swapBack` takes to undo it. */
  swap(who: Who, name: string): Promise<string>;
  /** Undoes a swap: for the two, as long as they still have those turns. */
  swapBack(who: Who, key: string): Promise<Deed>;
  /** The names that somebody can swap with. Throws a UserError if they don't present themselves. */
  others(who: Who): Promise<readonly string[]>;
}

interface PresentingParts {
  readonly db: Database;
  readonly placeOf: (who: Who) => Promise<Place & { readonly server?: string | undefined }>;
  readonly person: (who: Who) => Promise<string>;
}

const MOST_PRESENTERS = 50;

export function createPresenting({ db, placeOf, person: personOf }: PresentingParts): Presenting {
  return {
    async join(who, name) {
      const place = await placeOf(who);
      const person = await personOf(who);
      await groupCommit(db, async (tx) => {
        const rota = await presentersOf(tx, place);
        if (rota.some((one) => one.person !== person && isSameName(one.name, name)))
          throw new UserError(`There is already a presenter called “${name}”. Choose another name.`);
        if (rota.length >= MOST_PRESENTERS)
          throw new UserError(`A journal club can have ${MOST_PRESENTERS} presenters at most.`);
        await putPresenter(tx, place, joined(rota, person, name));
      });
    },

    async leave(who) {
      const place = await placeOf(who);
      const person = await personOf(who);
      return groupCommit(db, (tx) => removePresenter(tx, place, person));
    },

    async swap(who, name) {
      const place = await placeOf(who);
      const person = await personOf(who);
      return groupCommit(db, async (tx) => {
        const rota = await presentersOf(tx, place);
        const others = othersIn(rota, person);
        const swapped = swap(rota, person, name);
        if (!swapped)
          throw new UserError(
            `There is no other presenter called “${name}”. ${others.length > 0 ? `You can swap with ${others.join(", ")}.` : "There is nobody to swap with yet."}`,
          );
        for (const one of swapped) await putPresenter(tx, place, one);
        return swapKey(swapped);
      });
    },

    async swapBack(who, key) {
      const place = await placeOf(who);
      const person = await personOf(who);
      return groupCommit(db, async (tx) => {
        const done = swapBack(await presentersOf(tx, place), person, key);
        if (typeof done === "string") return done;
        for (const one of done) await putPresenter(tx, place, one);
        return "done";
      });
    },

    async others(who) {
      return othersIn(await presentersOf(db, await placeOf(who)), await personOf(who));
    },
  };
}

function othersIn(rota: readonly Presenter[], person: string): readonly string[] {
  if (rota.every((one) => one.person !== person))
    throw new UserError("You aren't one of the presenters yet. Join first.");
  return rota.filter((one) => one.person !== person).map(({ name }) => name);
}
