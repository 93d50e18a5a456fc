import { yieldIfDue } from "../async/yield-if-due.ts";
import type { Database } from "../store/database.ts";
import { type Delivery, deliveriesIn, deliveryId, findDelivery } from "../store/deliveries.ts";
import { leftAmong } from "../store/retention/left-servers.ts";
import { allSubscriptions, type Place } from "../store/subscriptions.ts";

/** What is to be sent now, without papers that wait for their channel to open or for the bot to come back. */
export async function sendable(db: Database, now: Date): Promise<readonly Delivery[]> {
  const due = await deliveriesIn(db, ["planned", "failed"], now);
  if (due.length === 0) return due;
  const paused = new Set((await allSubscriptions(db)).filter((one) => one.paused).map(nameOf));
  const isLeft = await leftAmong(db);
  return withPostSent(
    db,
    due.filter((one) => !isLeft(one) && (one.kind === "reminder" || !paused.has(nameOf(one)))),
  );
}

function nameOf({ platform, channel }: Place): string {
  return `${platform}:${channel}`;
}

/** Leaves out those that belong in the thread of a post that is not there (yet). */
export async function withPostSent(
  db: Database,
  deliveries: readonly Delivery[],
): Promise<readonly Delivery[]> {
  const ready: Delivery[] = [];
  for (const delivery of deliveries) {
    const post =
      delivery.kind !== "thread"
        ? undefined
        : await findDelivery(db, deliveryId(delivery, delivery.day, "post"));
    if (delivery.kind !== "thread" || post?.state === "sent") ready.push(delivery);
    await yieldIfDue();
  }
  return ready;
}
