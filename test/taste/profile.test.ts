import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "../../src/delivery/subscription-settings.ts";
import { type Database, writeBatch } from "../../src/store/database.ts";
import { type FollowKind, putFollow } from "../../src/store/follows.ts";
import { type Mark, putMark, removeMark } from "../../src/store/profile-marks.ts";
import { putSave } from "../../src/store/saves.ts";
import { putSubscription } from "../../src/store/subscriptions.ts";
import { putVote } from "../../src/store/votes.ts";
import { profileOfChannel, profileOfPerson } from "../../src/taste/profile.ts";
import { linesOfChannel } from "../../src/taste/profile-lines.ts";
import { recordVote, type VoteChoice } from "../../src/taste/voting.ts";
import { someDatabase } from "../support/library/database.ts";

const NOW = new Date("2026-11-23T09:00:00Z");
const DAY_MS = 86_400_000;
const PLACE = { platform: "test", channel: "C1" };
const OWNER = "channel:test:C1";
const ago = (days: number) => new Date(NOW.getTime() - days * DAY_MS);

interface OneVote {
  readonly person: string;
  readonly paper: string;
  readonly choice: VoteChoice;
  readonly days: number;
}

let db: Database;

beforeEach(async () => {
  db = await someDatabase();
});

const vote = (person: string, paper: string, value: 1 | -1 = 1, days = 0, channel = "C1") =>
  writeBatch(db, (tx) => putVote(tx, { person, paper, value, platform: "test", channel, at: ago(days) }));
const follow = (kind: FollowKind, value: string, interest?: string, owner = OWNER) =>
  writeBatch(db, (tx) => putFollow(tx, { owner, kind, value, interest, platform: "test", at: ago(1) }));
const mark = (kind: string, value: string, what: Mark) =>
  writeBatch(db, (tx) => putMark(tx, { owner: OWNER, kind, value, mark: what, platform: "test", at: NOW }));
const profile = () => profileOfChannel(db, PLACE, NOW);

describe("the profile of a channel", () => {
  it("is empty where nobody has chosen anything", async () => {
    expect(await profile()).toEqual({
      interests: [],
      likes: [],
      authors: [],
      categories: [],
      hidden: new Set(),
    });
  });

  it("adds up what several people say, in their words", async () => {
    for (const person of ["ann", "bob", "eve", "joe"]) await vote(person, "arxiv:1");
    await vote("ann", "arxiv:2");
    await vote("ann", "arxiv:3", 1, 0, "C2");
    expect((await profile()).likes).toEqual([
      { paper: "arxiv:1", weight: 0.9375, because: "4 of you upvoted it" },
      { paper: "arxiv:2", weight: 0.5, because: "one of you upvoted it" },
    ]);
  });

  it("hides what more people do not want than want", async () => {
    await vote("ann", "arxiv:1", -1);
    await vote("ann", "arxiv:2", -1);
    await vote("bob", "arxiv:2");
    for (const person of ["bob", "eve"]) await vote(person, "arxiv:3");
    await vote("ann", "arxiv:3", -1);
    const { likes, hidden } = await profile();
    expect(hidden).toEqual(new Set(["arxiv:1"]));
    expect(likes).toEqual([
      { paper: "arxiv:3", weight: 0.25, because: "2 of you upvoted it, one of you voted it not relevant" },
    ]);
  });

  it("lets old votes fade by half in 180 days, and keeps what was voted down hidden", async () => {
    await vote("ann", "arxiv:1", 1, 180);
    await vote("ann", "arxiv:2", 1, 3600);
    await vote("ann", "arxiv:3", -1, 3600);
    const { likes, hidden } = await profile();
    expect(likes.map(({ weight }) => weight)).toEqual([0.25, expect.closeTo(0, 5)]);
    expect(likes[1]?.weight).toBeGreaterThan(0);
    expect(hidden).toEqual(new Set(["arxiv:3"]));
  });

  it("has the topics of the daily paper and what is followed as interests, each with its own papers", async () => {
    await writeBatch(db, (tx) =>
      putSubscription(tx, {
        ...DEFAULT_SETTINGS,
        ...PLACE,
        topics: ["streaming video", "KV cache"],
        origin: "chat",
        plannedUntil: NOW,
      }),
    );
    await follow("topic", "kv cache");
    await follow("topic", "paged attention", "Serving");
    await follow("paper", "arxiv:1", "serving");
    await follow("paper", "arxiv:2", "kv cache");
    await follow("paper", "arxiv:3");
    await follow("author", "Song Han");
    await follow("category", "cs.CV");
    const like = (paper: string) => ({ paper, because: "an example given for this channel" });
    expect(await profile()).toMatchObject({
      interests: [
        { name: "streaming video", likes: [] },
        { name: "KV cache", likes: [like("arxiv:2")] },
        { name: "Serving, paged attention", likes: [like("arxiv:1")] },
      ],
      likes: [like("arxiv:3")],
      authors: ["Song Han"],
      categories: ["cs.CV"],
    });
    expect((await profileOfChannel(db, { ...PLACE, topics: ["bees"] }, NOW)).interests[0]?.name).toBe("bees");
  });

  it("leaves out what was muted or removed, until that is undone", async () => {
    await follow("topic", "bees");
    await follow("author", "Song Han");
    await vote("ann", "arxiv:1");
    await vote("ann", "arxiv:2", -1);
    const before = await profile();
    await mark("topic", "bees", "removed");
    await mark("author", "Song Han", "muted");
    await mark("paper", "arxiv:1", "removed");
    await mark("hidden", "arxiv:2", "removed");
    expect(await profile()).toEqual({
      interests: [],
      likes: [],
      authors: [],
      categories: [],
      hidden: new Set(),
    });
    expect((await linesOfChannel(db, PLACE, NOW)).map((line) => line.mark)).toEqual([
      "muted",
      "removed",
      "removed",
      "removed",
    ]);
    for (const { kind, value } of await linesOfChannel(db, PLACE, NOW)) {
      await writeBatch(db, (tx) => removeMark(tx, { owner: OWNER, kind, value }));
    }
    expect(await profile()).toEqual(before);
  });
});

describe("the profile of a person", () => {
  it("is made of that person's own choices, wherever they were made", async () => {
    await vote("ann", "arxiv:1", 1, 0, "C1");
    await vote("ann", "arxiv:2", 1, 0, "C2");
    await vote("bob", "arxiv:3");
    await vote("ann", "arxiv:4", -1);
    for (const paper of ["arxiv:2", "arxiv:4", "arxiv:5"])
      await writeBatch(db, (tx) => putSave(tx, { person: "ann", paper, platform: "test", at: ago(0) }));
    await follow("topic", "bees", undefined, "person:ann");
    await follow("topic", "not bees");
    expect(await profileOfPerson(db, "ann", NOW)).toEqual({
      interests: [{ name: "bees", likes: [] }],
      likes: [
        { paper: "arxiv:2", weight: 0.75, because: "you upvoted it, you saved it" },
        { paper: "arxiv:1", weight: 0.5, because: "you upvoted it" },
        { paper: "arxiv:5", weight: 0.5, because: "you saved it" },
      ],
      authors: [],
      categories: [],
      hidden: new Set(["arxiv:4"]),
    });
  });
});

describe("any votes", () => {
  const choiceParts = {
    person: fc.constantFrom("ann", "bob", "eve"),
    paper: fc.constantFrom("arxiv:1", "arxiv:2", "arxiv:3"),
    choice: fc.constantFrom<VoteChoice>("up", "down"),
    days: fc.integer({ min: 0, max: 900 }),
  };
  const choice = fc.record(choiceParts);
  const onePerPaper = fc.uniqueArray(choice, {
    selector: ({ person, paper }) => `${person} ${paper}`,
    maxLength: 9,
  });
  const castAll = async (on: Database, choices: readonly OneVote[]) => {
    for (const { days, ...cast } of choices)
      await writeBatch(on, (tx) => recordVote(tx, { ...cast, ...PLACE, at: ago(days) }));
  };
  const clear = (on: Database) => on.deleteFrom("votes").execute();

  it("make the same profile in whatever order they come", async () => {
    await fc.assert(
      fc.asyncProperty(
        onePerPaper.chain((choices) =>
          fc.tuple(
            fc.constant(choices),
            fc.shuffledSubarray(choices, { minLength: choices.length, maxLength: choices.length }),
          ),
        ),
        async ([votes, shuffled]) => {
          await clear(db);
          await castAll(db, votes);
          const before = await profile();
          await clear(db);
          await castAll(db, shuffled);
          expect(await profile()).toEqual(before);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("count as each person left them, however often they were changed in between", async () => {
    const { days: _, ...said } = choiceParts;
    const anything = fc.record({ ...said, choice: fc.constantFrom<VoteChoice>("up", "down", "none") });
    await fc.assert(
      fc.asyncProperty(fc.array(anything, { maxLength: 15 }), async (all) => {
        // One a day, the last one today.
        const votes = all.map((one, at) => ({ ...one, days: all.length - 1 - at }));
        await clear(db);
        await castAll(db, votes);
        const after = await profile();
        await clear(db);
        await castAll(db, standing(votes).reverse());
        expect(after).toEqual(await profile());
      }),
      { numRuns: 60 },
    );
  });

  it("leave the profile exactly as it was when they are taken back", async () => {
    await fc.assert(
      fc.asyncProperty(onePerPaper, onePerPaper, async (first, second) => {
        await clear(db);
        await castAll(db, first);
        const before = await profile();
        const fresh = second.map((one) => ({ ...one, person: `other ${one.person}` }));
        await castAll(db, fresh);
        await castAll(
          db,
          fresh.map((one) => ({ ...one, choice: "none" as const })),
        );
        expect(await profile()).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });

  it("never make a weight that the recommender does not expect", async () => {
    await fc.assert(
      fc.asyncProperty(onePerPaper, async (votes) => {
        await clear(db);
        await castAll(db, votes);
        const { likes, hidden } = await profile();
        for (const { paper, weight } of likes) {
          expect(weight).toBeGreaterThan(0);
          expect(weight).toBeLessThanOrEqual(1);
          expect(hidden.has(paper)).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** The votes that count in the end: of each person and paper the last, unless it took back the same. */
function standing(votes: readonly OneVote[]): OneVote[] {
  const left = new Map<string, OneVote>();
  for (const one of votes) {
    const key = `${one.person} ${one.paper}`;
    if (one.choice === "none" || left.get(key)?.choice === one.choice) left.delete(key);
    else left.set(key, one);
  }
  return [...left.values()];
}
