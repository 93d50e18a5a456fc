import type { Database } from "../database.ts";
import type { Place } from "../subscriptions.ts";

/** Somebody who volunteered to present in a journal club, under a name of their choice. */
export interface Presenter {
  /** A keyed hash of who it is. */
  readonly person: string;
  readonly name: string;
  /** The lowest comes next. */
  readonly turn: number;
}

/** The presenters of a channel's club, in the order of their turns. */
export async function presentersOf(
  db: Database,
  { platform, channel }: Place,
): Promise<readonly Presenter[]> {
  return db
    .selectFrom("club_presenters")
    .select(["person", "name", "turn"])
    .where("platform", "=", platform)
    .where("channel", "=", channel)
    .orderBy("turn")
    .orderBy("person")
    .execute();
}

/** Writes a presenter, new or known, as part of a batch. */
export async function putPresenter(
  tx: Database,
  { platform, channel, server = null }: Place & { readonly server?: string | null | undefined },
  { person, name, turn }: Presenter,
): Promise<void> {
  await tx
    .insertInto("club_presenters")
    .values({ platform, channel, server, person, name, turn })
    .onConflict((conflict) => conflict.columns(["platform", "channel", "person"]).doUpdateSet({ name, turn }))
    .execute();
}

/** False if they did not present there. */
export async function removePresenter(
  tx: Database,
  { platform, channel }: Place,
  person: string,
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom("club_presenters")
    .where("platform", "=", platform)
    .where("channel", "=", channel)
    .where("person", "=", person)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
