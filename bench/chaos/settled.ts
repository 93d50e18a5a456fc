import { deliveriesIn } from "../../src/store/deliveries.ts";
import type { Scene } from "./scene.ts";

/** Whether every channel has its row, and nothing is to be done (by then) about any but what waits for a person. */
export async function isSettled(
  { db, places }: Pick<Scene, "db" | "places">,
  until?: Date,
): Promise<boolean> {
  const waiting = await deliveriesIn(db, ["uncertain"]);
  const open = [
    ...(await deliveriesIn(db, ["planned", "failed"], until)),
    ...(await deliveriesIn(db, ["sending"])),
  ].filter(({ kind, channel }) => kind !== "thread" || !waiting.some((post) => post.channel === channel));
  const { count } = await db
    .selectFrom("deliveries")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("kind", "in", ["post", "digest"])
    .executeTakeFirstOrThrow();
  return open.length === 0 && Number(count) >= places.length;
}
