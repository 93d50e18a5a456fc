import { DAY_MS } from "../../time/day.ts";
import { isWithin } from "../../time/not-before.ts";
import type { Database } from "../database.ts";
import type { Place } from "../subscriptions.ts";

/** What can be undone: ending a channel's daily paper, and the meetings of its journal club. */
export type RemovedKind = "daily" | "meetings";

/** How long something that was removed can be restored, in milliseconds. */
const KEPT_MS = DAY_MS;

/** Deletes, as part of a batch, what can no longer be restored. `now` should be a time that was really reached. */
export async function forgetRemoved(tx: Database, now: Date): Promise<void> {
  const old = new Date(now.getTime() - KEPT_MS).toISOString();
  await tx.deleteFrom("removed_settings").where("removed_at", "<", old).execute();
}

/** Stores what is being removed, without its maker, as part of a batch. */
export async function keepRemoved(
  tx: Database,
  { platform, channel, server = null }: Place & { readonly server?: string | null | undefined },
  kind: RemovedKind,
  content: string,
  now: Date,
): Promise<void> {
  const changes = { server, content, removed_at: now.toISOString() };
  await tx
    .insertInto("removed_settings")
    .values({ platform, channel, kind, ...changes })
    .onConflict((conflict) => conflict.columns(["platform", "channel", "kind"]).doUpdateSet(changes))
    .execute();
}

/**
 * Takes out, as part of a batch, what was removed last, or at `removedAt`. Undefined where that was more than a day
 * ago, was restored already, or something else was removed since.
 */
export async function takeRemoved(
  tx: Database,
  { platform, channel }: Place,
  kind: RemovedKind,
  now: Date,
  removedAt?: Date,
): Promise<string | undefined> {
  const where = { platform, channel, kind };
  const row = await tx
    .selectFrom("removed_settings")
    .select(["content", "removed_at as at"])
    .where((eb) => eb.and(where))
    .executeTakeFirst();
  if (!row || (removedAt && row.at !== removedAt.toISOString())) return undefined;
  await tx
    .deleteFrom("removed_settings")
    .where((eb) => eb.and(where))
    .execute();
  return isWithin(KEPT_MS, new Date(row.at).getTime(), now.getTime()) ? row.content : undefined;
}
