import { randomUUID } from "node:crypto";
import type { Gate } from "../../papers/sources/http/gate.ts";
import { DAY_MS, HOUR_MS } from "../../time/day.ts";
import { timeLeft } from "../../time/not-before.ts";
import { type Database, writeBatch } from "../database.ts";

/** No cool-down is longer than a day. */
const LONGEST_MS = DAY_MS + HOUR_MS;

/** Until when the hosts of a group are left alone, in milliseconds since 1970; 0 where nobody has asked them yet. */
export async function freeAt(db: Database, group: string): Promise<number> {
  const row = await db
    .selectFrom("request_gates")
    .select("free_at")
    .where("name", "=", group)
    .executeTakeFirst();
  return Number(row?.free_at ?? 0);
}

/** The gate that all processes with this database share. */
export function createGate(db: Database): Gate {
  return {
    claim: (group, now, until) =>
      writeBatch(db, async (tx) => {
        const known = await tx
          .selectFrom("request_gates")
          .select(["free_at", "failures"])
          .where("name", "=", group)
          .executeTakeFirst();
        const freeAt = Number(known?.free_at ?? 0);
        if (timeLeft(freeAt, now, LONGEST_MS) > 0) return { freeAt };
        const turn = { holder: randomUUID(), failures: known?.failures ?? 0 };
        await tx
          .insertInto("request_gates")
          .values({ name: group, free_at: until, ...turn })
          .onConflict((conflict) =>
            conflict.column("name").doUpdateSet({ free_at: until, holder: turn.holder }),
          )
          .execute();
        return turn;
      }),

    release: (group, { holder }, { freeAt, failures }) =>
      writeBatch(db, async (tx) => {
        await tx
          .updateTable("request_gates")
          .set({ free_at: Math.ceil(freeAt), failures, holder: null })
          .where("name", "=", group)
          .where("holder", "=", holder)
          .execute();
      }),
  };
}
