import { isDeepStrictEqual } from "node:util";
import { createLatest } from "../async/latest.ts";
import type { Poster } from "../chat/poster.ts";
import type { Reply } from "../chat/reply.ts";
import { messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Database } from "../store/database.ts";
import { type Delivery, papersIn, postedDeliveries } from "../store/deliveries.ts";
import { resolvePapers } from "../store/papers.ts";
import type { Origin } from "../store/votes.ts";
import { compose, type PostLook } from "./compose.ts";

/** Keeps the vote counts on a channel's posts up to date. */
export interface PostEdits {
  /**
   * The votes on a paper have changed: the channel's posts that show it are updated soon. `except` is a message that is
   * up to date already. Failures are logged, and change nothing else.
   */
  votesChanged(place: Origin, paper: string, except?: string): void;
  /** Resolves when nothing is being edited or waits to be. */
  idle(): Promise<void>;
  /** Edits nothing new, and waits for what is being edited. */
  stop(): Promise<void>;
}

export interface PostEditsParts extends PostLook {
  readonly db: Database;
  readonly posters: ReadonlyMap<string, Poster>;
  /** What a reminder says now. */
  readonly remind: (reminder: Delivery) => Promise<Reply | undefined>;
  readonly log: Logger;
  /** The shortest time between two edits of a post, in milliseconds. */
  readonly everyMs?: number | undefined;
}

/** Slack allows about fifty edits a minute in a whole workspace. */
const EVERY_MS = 3000;
/** Older posts are not updated: nobody votes on them any more. */
const LAST_POSTS = 60;

/** In a row; further votes have an edit of their own. */
const MOST_EDITS = 3;

interface ChangedVotes {
  readonly paper: string;
  readonly except: string | undefined;
}

/** Edits posts when told to; of many changes in a short time only the last state is shown. */
export function createPostEdits(parts: PostEditsParts): PostEdits {
  const { db, posters, log, everyMs = EVERY_MS } = parts;
  const latest = createLatest(everyMs);
  const changed = new Map<string, ChangedVotes[]>();

  async function showVotes(key: string, place: Required<Origin>, poster: Poster): Promise<void> {
    const changes = changed.get(key) ?? [];
    changed.delete(key);
    const { platform, channel = "" } = place;
    try {
      const rows = await postedDeliveries(db, { platform, channel }, "", LAST_POSTS, ALL_KINDS);
      const ids = rows.flatMap(({ content }) => papersIn(content));
      const known = await resolvePapers(db, ids);
      for (const row of rows) {
        const papers = new Set(papersIn(row.content).map((id) => known.get(id)?.id ?? id));
        const concerns = ({ paper, except }: ChangedVotes) =>
          (papers.has(paper) || row.kind === "reminder") && except !== row.message;
        if (changes.some(concerns)) await editPost(row, rows, place, poster);
      }
    } catch (error) {
      log.warn({ err: messageOf(error), ...place }, "the votes on a channel's posts are not shown");
    }
  }

  async function editPost(
    row: Delivery,
    rows: readonly Delivery[],
    place: Origin,
    poster: Poster,
  ): Promise<void> {
    const { id: key, channel, message, content, kind, day } = row;
    if (message === undefined || content.plain) return;
    const thread =
      kind === "thread" ? rows.find((one) => one.kind === "post" && one.day === day)?.message : undefined;
    const current = () => (kind === "reminder" ? parts.remind(row) : compose(db, row, parts, place));
    try {
      let shown: Reply | undefined;
      // Another process may edit the same post at this moment, and an older state arrive last: whoever finds that something
      // has changed since edits again.
      for (let edits = 0; edits < MOST_EDITS; edits += 1) {
        const reply = await current();
        if (!reply || reply.cards.length === 0 || isDeepStrictEqual(reply, shown)) return;
        await poster.edit({ channel, message, reply, key, ...(thread !== undefined && { thread }) });
        shown = reply;
      }
    } catch (error) {
      log.warn({ err: messageOf(error), delivery: key, channel }, "a post keeps its old votes");
    }
  }

  return {
    votesChanged({ platform, server, channel }, paper, except) {
      const poster = posters.get(platform);
      if (!poster || channel === undefined) return;
      const key = JSON.stringify([platform, channel]);
      changed.set(key, [...(changed.get(key) ?? []), { paper, except }]);
      latest.run(key, () => showVotes(key, { platform, server, channel }, poster));
    },
    idle: latest.idle,
    stop: latest.stop,
  };
}

const ALL_KINDS = ["post", "thread", "reminder", "digest"] as const;
