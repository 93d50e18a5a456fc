import { describe, expect, it } from "vitest";
import { claim, claimAbandoned, LEASE_MS } from "../../../src/delivery/ledger.ts";
import { DEFAULT_SETTINGS } from "../../../src/delivery/subscription-settings.ts";
import { hasPublicReplies, putPublicReplies } from "../../../src/store/channels/public-channels.ts";
import { keepRemoved, takeRemoved } from "../../../src/store/channels/removed-settings.ts";
import { type Database, writeBatch, writePapers } from "../../../src/store/database.ts";
import {
  abandonedDeliveries,
  type Delivery,
  findDelivery,
  insertDeliveries,
} from "../../../src/store/deliveries.ts";
import { putSave, saversIn } from "../../../src/store/saves.ts";
import { readSetting, writeSetting } from "../../../src/store/settings.ts";
import {
  allSubscriptions,
  findSubscription,
  putSubscription,
  type Subscription,
  subscriptionOf,
  subscriptionText,
} from "../../../src/store/subscriptions.ts";

const NOW = new Date("2026-11-23T09:00:00.123Z");

const DELIVERY: Delivery = {
  id: "row",
  platform: "fake",
  channel: "C1",
  day: "2026-11-23",
  kind: "post",
  state: "planned",
  content: { papers: [{ id: "arxiv:2401.00001", why: "Bees “do” it: 🐝 \\ ' ; --" }] },
  dueAt: NOW,
  closesAt: new Date("2026-11-24T00:00:00Z"),
  attempts: 0,
  updatedAt: NOW,
};

const SUBSCRIPTION: Subscription = {
  ...DEFAULT_SETTINGS,
  platform: "fake",
  channel: "C1",
  origin: "chat",
  createdBy: "ann",
  plannedUntil: NOW,
};

/**
 * What the queries need of a database, whichever it is. `open` gives two connections to one that is empty, as two processes
 * have them.
 */
export function describeStore(name: string, open: () => Promise<readonly [Database, Database]>): void {
  describe(`the store on ${name}`, () => {
    it("writes a batch as a whole or not at all", async () => {
      const [db, other] = await open();
      const failed = writeBatch(db, async (tx) => {
        await writeSetting(tx, "colour", "red");
        throw new Error("in the middle");
      });
      await expect(failed).rejects.toThrow("in the middle");
      expect(await readSetting(other, "colour")).toBeUndefined();
      await writeBatch(db, (tx) => writeSetting(tx, "colour", "blue"));
      expect(await readSetting(other, "colour")).toBe("blue");
    });

    it("gives every write of papers a revision of its own, also where two connections write at once", async () => {
      const [db, other] = await open();
      const before = await writePapers(db, async (_, revision) => revision);
      const revisions = await Promise.all(
        Array.from({ length: 8 }, (_, at) =>
          writePapers(at % 2 ? db : other, async (_tx, revision) => revision),
        ),
      );
      expect(revisions.toSorted((a, b) => a - b)).toEqual(
        [1, 2, 3, 4, 5, 6, 7, 8].map((step) => before + step),
      );
    });

    it("keeps texts, times and what is absent as they were", async () => {
      const [db, other] = await open();
      await writeBatch(db, (tx) => insertDeliveries(tx, [DELIVERY]));
      expect(await findDelivery(other, "row")).toEqual(DELIVERY);
      await writeBatch(db, (tx) => putSubscription(tx, SUBSCRIPTION));
      expect(await findSubscription(other, SUBSCRIPTION)).toEqual(SUBSCRIPTION);
    });

    it("leaves a row that is there as it is, and replaces what is put again", async () => {
      const [db] = await open();
      const twice = [DELIVERY, { ...DELIVERY, id: "another", state: "sent" as const }];
      for (const delivery of twice) await writeBatch(db, (tx) => insertDeliveries(tx, [delivery]));
      expect(await findDelivery(db, "row")).toMatchObject({ state: "planned" });
      expect(await findDelivery(db, "another")).toBeUndefined();
      const paused = { ...SUBSCRIPTION, paused: { at: NOW, reason: "asked", by: "person" as const } };
      for (const one of [SUBSCRIPTION, paused]) await writeBatch(db, (tx) => putSubscription(tx, one));
      expect(await allSubscriptions(db)).toEqual([paused]);
    });

    it("gives back what was removed, once, and nothing that was removed later or too long ago", async () => {
      const [db, other] = await open();
      const weekly: Subscription = { ...SUBSCRIPTION, every: "week", days: [5], group: "lab" };
      const { createdBy: _, ...nobodys } = weekly;
      const remove = (at: Date) =>
        writeBatch(db, (tx) => keepRemoved(tx, weekly, "daily", subscriptionText(weekly), at));
      const take = (now: Date, at?: Date) =>
        writeBatch(other, (tx) => takeRemoved(tx, SUBSCRIPTION, "daily", now, at));
      const later = new Date(NOW.getTime() + 60_000);
      await remove(NOW);
      await remove(later);
      expect(await take(later, NOW)).toBeUndefined();
      const text = await take(later, later);
      expect(text && subscriptionOf(text)).toEqual(nobodys);
      expect(await take(later)).toBeUndefined();
      await remove(NOW);
      expect(await take(new Date(NOW.getTime() + 25 * 3_600_000))).toBeUndefined();
    });

    it("counts savers of a server by the paper, each once, from an instant until another", async () => {
      const [db, other] = await open();
      const until = new Date(NOW.getTime() + 1000);
      const saves = [
        { person: "ann", paper: "arxiv:1", server: "S1", at: NOW },
        { person: "bob", paper: "arxiv:1", server: "S1", at: NOW },
        { person: "cat", paper: "arxiv:1", server: "S2", at: NOW },
        { person: "dan", paper: "arxiv:1", server: "S1", at: until },
      ];
      await writeBatch(db, async (tx) => {
        for (const save of saves) await putSave(tx, { platform: "fake", ...save });
      });
      const place = { platform: "fake", server: "S1" };
      expect([...(await saversIn(other, place, NOW, until))]).toEqual([["arxiv:1", 2]]);
    });

    it("shows answers in public where that was set, until it is not", async () => {
      const [db, other] = await open();
      expect(await hasPublicReplies(db, SUBSCRIPTION)).toBe(false);
      for (const isPublic of [true, true, false]) {
        await writeBatch(db, (tx) => putPublicReplies(tx, SUBSCRIPTION, isPublic));
        expect(await hasPublicReplies(other, SUBSCRIPTION)).toBe(isPublic);
      }
    });

    it("takes a row for abandoned from the very end of its lease", async () => {
      const [db] = await open();
      await writeBatch(db, (tx) => insertDeliveries(tx, [{ ...DELIVERY, server: "S1" }]));
      await claim(db, DELIVERY, "first", NOW);
      const end = new Date(NOW.getTime() + LEASE_MS);
      const before = new Date(end.getTime() - 1);
      expect(await abandonedDeliveries(db, before)).toEqual([]);
      expect(await claimAbandoned(db, "row", "second", before)).toBe(false);
      expect(await abandonedDeliveries(db, end)).toMatchObject([{ id: "row", server: "S1" }]);
      expect(await claimAbandoned(db, "row", "second", end)).toBe(true);
      expect(await abandonedDeliveries(db, end)).toEqual([]);
    });

    it("changes a row for one of many that are after it", async () => {
      const [db, other] = await open();
      await writeBatch(db, (tx) => insertDeliveries(tx, [DELIVERY]));
      const won = await Promise.all(
        Array.from({ length: 6 }, (_, at) => claim(at % 2 ? db : other, DELIVERY, `runner ${at}`, NOW)),
      );
      expect(won.filter(Boolean)).toHaveLength(1);
    });
  });
}
