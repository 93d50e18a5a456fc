import type { ExpressionBuilder } from "kysely";
import type { Database } from "./database.ts";
import type { Content, DeliveryState } from "./deliveries.ts";
import { dialectOf } from "./dialect.ts";
import { groupCommit } from "./group-commit.ts";
import type { DeliveryRow, Schema } from "./schema.ts";

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
  const { numUpdatedRows } = await tx
    .updateTable("deliveries")
    .set(columnsOf(change))
    .where(isAs(id, guard))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * Claims a row: changes it if it is still as the guard says and nobody else is changing it at this moment. Many processes do so
 * at once, so that where the database can, it is one statement that waits for nobody.
 */
export function claimDelivery(db: Database, id: string, guard: Guard, change: Change): Promise<boolean> {
  if (!dialectOf(db).skipsLocked) return groupCommit(db, (tx) => changeDelivery(tx, id, guard, change));
  return claimUnlocked(db, id, guard, change);
}

async function claimUnlocked(db: Database, id: string, guard: Guard, change: Change): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("deliveries")
    .set(columnsOf(change))
    .where("id", "in", (query) =>
      query.selectFrom("deliveries").select("id").where(isAs(id, guard)).forUpdate().skipLocked(),
    )
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

function isAs(id: string, { states, owner, leaseEndedBy }: Guard) {
  return (eb: ExpressionBuilder<Schema, "deliveries">) =>
    eb.and([
      eb("id", "=", id),
      eb("state", "in", states),
      ...(owner === undefined ? [] : [eb("owner", "=", owner)]),
      ...(leaseEndedBy ? [eb("lease_until", "<=", leaseEndedBy.toISOString())] : []),
    ]);
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
