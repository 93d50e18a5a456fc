import type { Database } from "../database.ts";
import type { Place } from "../subscriptions.ts";

/** Whether everybody in a channel sees what commands answer there. */
export async function hasPublicReplies(db: Database, { platform, channel }: Place): Promise<boolean> {
  const row = await db
    .selectFrom("public_channels")
    .select("channel")
    .where("platform", "=", platform)
    .where("channel", "=", channel)
    .executeTakeFirst();
  return row !== undefined;
}

/** Shows answers to everybody in a channel, or to their askers alone, as part of a batch. */
export async function putPublicReplies(
  tx: Database,
  { platform, channel, server = null }: Place & { readonly server?: string | null | undefined },
  isPublic: boolean,
): Promise<void> {
  if (!isPublic) {
    await tx
      .deleteFrom("public_channels")
      .where("platform", "=", platform)
      .where("channel", "=", channel)
      .execute();
    return;
  }
  await tx
    .insertInto("public_channels")
    .values({ platform, channel, server })
    .onConflict((conflict) => conflict.columns(["platform", "channel"]).doNothing())
    .execute();
}
