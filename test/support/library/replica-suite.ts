import { describe, expect, it } from "vitest";
import { type Database, writeBatch } from "../../../src/store/database.ts";
import {
  knownMarks,
  putChunk,
  putMark,
  readChunk,
  sharedSnapshot,
  showSnapshot,
} from "../../../src/store/replicas/index-snapshots.ts";
import { createLease, withLease } from "../../../src/store/replicas/keep-lease.ts";
import {
  heldLeases,
  LEASE_MS,
  LeaseLost,
  releaseLease,
  renewLease,
  requireLease,
  takeLease,
} from "../../../src/store/replicas/leases.ts";
import {
  DEAD_MS,
  livingReplicas,
  lostReplicas,
  putReplica,
  removeReplica,
} from "../../../src/store/replicas/replicas.ts";
import { writeSetting } from "../../../src/store/settings.ts";

const NOW = new Date("2026-11-23T09:00:00.123Z");
const ann = { name: "source arxiv", holder: "ann" };
const bob = { name: "source arxiv", holder: "bob" };

function later(ms: number): Date {
  return new Date(NOW.getTime() + ms);
}

/** What processes that share a database rely on. `open` gives two connections to one that is empty. */
export function describeReplicas(name: string, open: () => Promise<readonly [Database, Database]>): void {
  describe(`leases on ${name}`, () => {
    it("go to one of many that ask at once", async () => {
      const [db, other] = await open();
      const taken = await Promise.all(
        Array.from({ length: 6 }, (_, at) =>
          takeLease(at % 2 ? db : other, { ...ann, holder: `p${at}` }, NOW),
        ),
      );
      expect(taken.filter((lease) => lease !== undefined)).toHaveLength(1);
    });

    it("pass to another from the very end, with a larger fence, and not before", async () => {
      const [db, other] = await open();
      const first = await takeLease(db, ann, NOW);
      expect(first).toEqual({ ...ann, fence: 1 });
      expect(await takeLease(other, bob, later(LEASE_MS - 1))).toBeUndefined();
      expect(await takeLease(db, ann, NOW)).toBeUndefined();
      expect(await takeLease(other, bob, later(LEASE_MS))).toEqual({ ...bob, fence: 2 });
    });

    it("last as long as they are renewed, and go on after they ended if nobody took them", async () => {
      const [db, other] = await open();
      const lease = (await takeLease(db, ann, NOW)) ?? expect.fail();
      expect(await renewLease(db, lease, later(LEASE_MS - 1))).toBe(true);
      expect(await takeLease(other, bob, later(LEASE_MS))).toBeUndefined();
      expect(await renewLease(db, lease, later(3 * LEASE_MS))).toBe(true);
      expect((await takeLease(other, bob, later(4 * LEASE_MS)))?.fence).toBe(2);
      expect(await renewLease(db, lease, later(4 * LEASE_MS))).toBe(false);
    });

    it("are free at once when given back, and then not the former holder's to give back", async () => {
      const [db, other] = await open();
      const lease = (await takeLease(db, ann, NOW)) ?? expect.fail();
      await releaseLease(db, lease);
      expect(await heldLeases(db, NOW)).toEqual([]);
      expect((await takeLease(other, bob, NOW))?.fence).toBe(2);
      await releaseLease(db, lease);
      const until = later(LEASE_MS);
      expect(await heldLeases(db, NOW)).toEqual([{ ...bob, fence: 2, until }]);
    });

    it("let nobody write who has lost one", async () => {
      const [db, other] = await open();
      const lease = (await takeLease(db, ann, NOW)) ?? expect.fail();
      const write = () =>
        writeBatch(db, async (tx) => {
          await requireLease(tx, lease);
          await writeSetting(tx, "colour", "red");
        });
      await write();
      await takeLease(other, bob, later(LEASE_MS));
      await expect(write()).rejects.toThrow(LeaseLost);
    });

    it("of a clock that was far ahead hold nobody up", async () => {
      const [db, other] = await open();
      await takeLease(db, ann, later(365 * 86_400_000));
      expect((await takeLease(other, bob, NOW))?.fence).toBe(2);
    });

    it("are not believed in by a process that has slept", async () => {
      const [db, other] = await open();
      let ms = 0;
      const now = () => later(ms);
      const kept = createLease(ann.name, { db, holder: "ann", now, elapsed: () => ms });
      expect(kept.held()).toBeUndefined();
      const lease = await kept.tend();
      expect(kept.held()).toEqual(lease);
      ms = LEASE_MS;
      expect(kept.held()).toBeUndefined();
      expect(await kept.tend()).toEqual(lease);
      await kept.release();
      expect((await takeLease(other, bob, now()))?.fence).toBe(2);
      expect(await kept.tend()).toBeUndefined();
    });

    it("keep others from the same work, until it has ended or failed", async () => {
      const [db, other] = await open();
      const parts = { db, holder: "ann", now: () => NOW };
      const others = { ...parts, db: other, holder: "bob" };
      const failing = withLease(ann.name, parts, async () => {
        expect(await withLease(ann.name, others, async () => "done")).toBeUndefined();
        throw new Error("in the middle");
      });
      await expect(failing).rejects.toThrow("in the middle");
      expect(await withLease(ann.name, others, async ({ fence }) => fence)).toEqual({ value: 2 });
    });
  });

  describe(`replicas on ${name}`, () => {
    it("live as long as they are heard of", async () => {
      const [db, other] = await open();
      const one = { name: "one", startedAt: NOW, seenAt: NOW, version: "1.2.0" };
      const two = { ...one, name: "two", startedAt: later(1) };
      for (const replica of [two, one]) await writeBatch(db, (tx) => putReplica(tx, replica));
      expect(await livingReplicas(other, NOW)).toEqual([one, two]);
      const again = { ...one, seenAt: later(DEAD_MS - 1) };
      await writeBatch(other, (tx) => putReplica(tx, again));
      expect(await livingReplicas(db, later(DEAD_MS))).toEqual([again]);
      expect(await lostReplicas(other, later(DEAD_MS + 1))).toEqual([two]);
      await writeBatch(other, (tx) => removeReplica(tx, "one"));
      expect(await livingReplicas(db, later(DEAD_MS))).toEqual([]);
    });

    it("are forgotten a day after they died", async () => {
      const [db] = await open();
      const one = { name: "one", startedAt: NOW, seenAt: NOW, version: "1.2.0" };
      await writeBatch(db, (tx) => putReplica(tx, one));
      const two = { ...one, name: "two", seenAt: later(86_400_001) };
      await writeBatch(db, (tx) => putReplica(tx, two));
      const rows = await db.selectFrom("replicas").select("name").execute();
      expect(rows).toEqual([{ name: "two" }]);
    });
  });

  describe(`files of the index on ${name}`, () => {
    const bytes = Uint8Array.from([0, 255, 39, 92, 0]);
    const shared = { mark: "one", madeAt: NOW, format: "f", bytes: 5, hash: "abc" };

    it("are seen once they are whole, in place of the former one", async () => {
      const [db, other] = await open();
      const lease = (await takeLease(db, ann, NOW)) ?? expect.fail();
      await writeBatch(db, (tx) => putMark(tx, "one", NOW));
      await putChunk(db, lease, "one", 0, bytes);
      expect(await sharedSnapshot(other, "f")).toBeUndefined();
      await showSnapshot(db, lease, shared);
      expect(await sharedSnapshot(other, "f")).toEqual(shared);
      expect(await sharedSnapshot(other, "another format")).toBeUndefined();
      expect(Uint8Array.from((await readChunk(other, "one", 0)) ?? [])).toEqual(bytes);
      await putChunk(db, lease, "two", 0, bytes);
      await showSnapshot(db, lease, { ...shared, mark: "two" });
      expect((await sharedSnapshot(other, "f"))?.mark).toBe("two");
      expect(await readChunk(other, "one", 0)).toBeUndefined();
      expect(await knownMarks(other)).toEqual(new Set(["one", "two"]));
    });

    it("are written by the holder of the lease alone", async () => {
      const [db, other] = await open();
      const lease = (await takeLease(db, ann, NOW)) ?? expect.fail();
      await takeLease(other, bob, later(LEASE_MS));
      await expect(putChunk(db, lease, "one", 0, bytes)).rejects.toThrow(LeaseLost);
      await expect(showSnapshot(db, lease, shared)).rejects.toThrow(LeaseLost);
    });
  });
}
