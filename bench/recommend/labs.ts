import { DEFAULT_SETTINGS } from "../../src/delivery/subscription-settings.ts";
import type { Library } from "../../src/library/library.ts";
import { writeBatch } from "../../src/store/database.ts";
import { forgetServer } from "../../src/store/forgetting.ts";
import { putSubscription, type Subscription } from "../../src/store/subscriptions.ts";
import { putVote } from "../../src/store/votes.ts";
import { createRandom } from "../support/random.ts";

/** A channel with a daily paper and a taste of its own. */
export interface Lab {
  readonly subscription: Subscription;
  /** Papers like those that it likes, the likest first; nobody has voted for them. */
  readonly alike: readonly string[];
}

export const PLATFORM = "bench";
export const SERVER = "lab";

const SEED = 7;
const DAY_MS = 86_400_000;
const LIKES = 12;
const WINDOW = { offset: 0, limit: 2 * LIKES };

/** So many channels on the day of the newest paper: votes on 3 to 12 papers of one or two subjects; every third names a topic too. */
export async function createLabs({ db, index }: Library, count: number): Promise<readonly Lab[]> {
  const reader = await index.reader();
  const [newest = 0] = reader.newest(1);
  const day = new Date(`${(reader.paper(newest).published ?? "2026-01-01").padEnd(10, "-01")}T12:00:00Z`);
  const random = createRandom(SEED);
  const docs = reader.background(5 * count);
  const drawn = () => reader.paper(docs[Math.floor(random() * docs.length)] ?? 0);
  const labs: Lab[] = [];
  await writeBatch(db, (tx) => forgetServer(tx, { platform: PLATFORM, server: SERVER }));
  for (let number = 0; number < count; number += 1) {
    const place = { platform: PLATFORM, server: SERVER, channel: `C${number}` };
    const subjects = Array.from({ length: 1 + (number % 2) }, drawn);
    const found = await Promise.all(subjects.map(({ id }) => index.similar([id], WINDOW)));
    const groups = found.map(({ hits }) => hits);
    const likes = groups.flatMap((hits) => hits.slice(0, 3 + Math.floor(random() * (LIKES - 2))));
    const topics = number % 3 === 0 ? subjects.slice(0, 1).map(({ title }) => topicOf(title)) : [];
    const subscription: Subscription = {
      ...DEFAULT_SETTINGS,
      ...place,
      topics,
      days: [1, 2, 3, 4, 5, 6, 7],
      whenEmpty: "quiet",
      origin: "chat",
      plannedUntil: new Date(day.getTime() - DAY_MS),
    };
    await writeBatch(db, async (tx) => {
      await putSubscription(tx, subscription);
      for (const [at, { paper }] of likes.entries()) {
        const cast = new Date(day.getTime() - Math.floor(random() * 200) * DAY_MS);
        await putVote(tx, { ...place, person: `p${at % 5}`, paper: paper.id, value: 1, at: cast });
      }
    });
    const liked = new Set(likes.map(({ paper }) => paper.id));
    const alike = groups.flatMap((hits) => hits.map(({ paper }) => paper.id)).filter((id) => !liked.has(id));
    labs.push({ subscription, alike });
  }
  return labs;
}

/** Two neighbouring words from the middle of a title, as people name a topic. */
function topicOf(title: string): string {
  const words = title.match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  const middle = Math.max(0, Math.floor(words.length / 2) - 1);
  return (
    words
      .slice(middle, middle + 2)
      .join(" ")
      .toLowerCase() || title
  );
}
