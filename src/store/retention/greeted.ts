import type { Database } from "../database.ts";

/** Where the bot says hello; without a channel, once in the whole server. */
export interface Greeting {
  readonly platform: string;
  readonly server: string;
  readonly channel?: string | undefined;
}

/** Records, as part of a batch, that the bot says hello there. False if it has done so before. */
export async function noteGreeting(
  tx: Database,
  { platform, server, channel = "" }: Greeting,
  at: Date,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto("greeted")
    .values({ platform, server, channel, at: at.toISOString() })
    .onConflict((conflict) => conflict.columns(["platform", "server", "channel"]).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}
