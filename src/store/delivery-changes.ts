import type { Database } from "./database.ts";
import type { Content, DeliveryState } from "./deliveries.ts";
import type { DeliveryRow } from "./schema.ts";

/** Which rows may be changed: by state, by who holds them, by when their lease ended. */
export interface Guard {
  readonly states: readonly DeliveryState[];
  readonly owner?: string;
  readonly leaseEndedBy?: Date;
}

/** The columns of a row to change; null clears one. */
export interface Change {
  readonly state?: DeliveryState;
  readonly content?: Content;
  readonly closesAt?: Date;
  readonly attempts?: number;
  readonly nextTry?: Date | null;
  readonly owner?: string | null;
  readonly leaseUntil?: Date | null;
  readonly sentFrom?: Date;
  readonly message?: string;
  readonly reason?: string | null;
  readonly updatedAt: Date;
}

/** Changes a row as part of a batch if it is still as the guard says. False if another process was quicker. */
export async function changeDelivery(
  tx: Database,
  id: string,
  guard: Guard,
  change: Change,
): Promise<boolean> {
  let query = tx
    .updateTable("deliveries")
    .set(columnsOf(change))
    .where("id", "=", id)
    .where("state", "in", guard.states);
  if (guard.owner !== undefined) query = query.where("owner", "=", guard.owner);
  if (guard.leaseEndedBy) query = query.where("lease_until", "<=", guard.leaseEndedBy.toISOString());
  const { numUpdatedRows } = await query.executeTakeFirst();
  return numUpdatedRows > 0n;
}

function columnsOf({ state, attempts, owner, message, reason, ...change }: Change): Partial<DeliveryRow> {
  const { content, closesAt, nextTry, leaseUntil, sentFrom, updatedAt } = change;
  // An undefined value leaves the column as it is.
  return {
    ...Object.fromEntries(
      Object.entries({ state, attempts, owner, message, reason }).filter(([, value]) => value !== undefined),
    ),
    ...(content && { content: JSON.stringify(content) }),
    ...(closesAt && { closes_at: closesAt.toISOString() }),
    ...(nextTry !== undefined && { next_try: nextTry?.toISOString() ?? null }),
    ...(leaseUntil !== undefined && { lease_until: leaseUntil?.toISOString() ?? null }),
    ...(sentFrom && { sent_from: sentFrom.toISOString() }),
    updated_at: updatedAt.toISOString(),
  };
}
