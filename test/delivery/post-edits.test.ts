import { expect, it } from "vitest";
import type { Edited, Poster } from "../../src/chat/poster.ts";
import { createPostEdits } from "../../src/delivery/post-edits.ts";
import { postLook } from "../../src/present/paper-list.ts";
import { writeBatch } from "../../src/store/database.ts";
import { type Delivery, insertDeliveries } from "../../src/store/deliveries.ts";
import { putVote } from "../../src/store/votes.ts";
import { createClock } from "../support/clock.ts";
import { openDesk } from "../support/delivery/delivery.ts";
import { createFakePlatform } from "../support/delivery/fake-poster.ts";
import { manyPapers } from "../support/library/many-papers.ts";
import { createRecordingLog } from "../support/recording-log.ts";

const place = { platform: "fake", channel: "C1" };

it("shows the last votes, also where another process has edited the post meanwhile", async () => {
  const clock = createClock("2026-11-23T09:00:00Z");
  const [paper] = manyPapers(1);
  const { db } = await openDesk(clock, paper ? [paper] : []);
  const now = clock.now();
  const id = paper?.id ?? "";
  const post: Delivery = {
    ...place,
    id: "row",
    day: "2026-11-23",
    kind: "post",
    state: "sent",
    content: { papers: [{ id, why: "" }] },
    dueAt: now,
    closesAt: now,
    attempts: 1,
    message: "m1",
    updatedAt: now,
  };
  const vote = (person: string) =>
    writeBatch(db, (tx) => putVote(tx, { ...place, person, paper: id, value: 1, at: now }));
  await writeBatch(db, (tx) => insertDeliveries(tx, [post]));
  await vote("ann");
  const shown: string[] = [];
  const platform = createFakePlatform({ now: clock.now });
  const poster: Poster = {
    ...platform,
    async edit({ reply }: Edited) {
      // Another process has counted one more, and its edit arrives before this one.
      if (shown.length === 0) await vote("bob");
      shown.push(reply.cards[0]?.buttons[0]?.label ?? "");
    },
  };
  const edits = createPostEdits({
    db,
    posters: new Map([["fake", poster]]),
    ...postLook,
    remind: async () => undefined,
    log: createRecordingLog(),
    everyMs: 0,
  });
  edits.votesChanged(place, id);
  await edits.idle();
  expect(shown).toEqual([expect.stringContaining("1"), expect.stringContaining("2")]);
});
