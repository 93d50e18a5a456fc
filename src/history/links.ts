import type { Database } from "../store/database.ts";
import { groupCommit } from "../store/group-commit.ts";
import {
  addLinkChannel,
  putSharedLink,
  remembersLinks,
  removeLinkChannel,
  sharedLinksOf,
} from "../store/history/shared-links.ts";
import type { Place } from "../store/subscriptions.ts";
import { DAY_MS } from "../time/day.ts";
import { isWithin } from "../time/not-before.ts";
import type { History, PostedPaper } from "./history.ts";

/** Papers that somebody linked in a channel. */
interface LinkedPapers extends Place {
  readonly server?: string | undefined;
  /** The platform's id of the message. */
  readonly message: string;
  /** Whether the message is in a thread: it may be answered, but can't be found again in the channel. */
  readonly inThread?: boolean;
  /** The papers' ids. */
  readonly papers: readonly string[];
}

/** What a channel knows of links shared in it. Stored are ids of papers and messages, and the day. */
export interface Links {
  isOn(place: Place): Promise<boolean>;
  /** Switching it off deletes what was stored. */
  set(place: Place & { readonly server?: string | undefined }, on: boolean): Promise<void>;
  /**
   * Records a message with links, and returns for each of its papers that has been in the channel before where it was
   * first. Nothing where the channel has this switched off, and nothing for a paper that somebody was told about within
   * a day.
   */
  observe(linked: LinkedPapers): Promise<readonly PostedPaper[]>;
}

const QUIET_MS = DAY_MS;
/** More links than this in one message are a list, and nobody would read an answer to it. */
const MOST_PAPERS = 5;

interface LinksParts {
  readonly db: Database;
  readonly history: Pick<History, "posted">;
  readonly now: () => Date;
}

export function createLinks({ db, history, now }: LinksParts): Links {
  return {
    isOn: (place) => remembersLinks(db, place),
    set: (place, on) =>
      groupCommit(db, (tx) => (on ? addLinkChannel(tx, place) : removeLinkChannel(tx, place))),

    async observe({ message, inThread = false, papers, ...place }) {
      const ids = papers.slice(0, MOST_PAPERS);
      if (ids.length === 0 || !(await remembersLinks(db, place))) return [];
      const posts = await history.posted(place);
      return groupCommit(db, async (tx) => {
        const known = await sharedLinksOf(tx, place, ids);
        const seen: PostedPaper[] = [];
        for (const id of ids) {
          const post = posts.findLast((one) => one.id === id);
          const linked = known.find(({ paper }) => paper === id);
          const first =
            linked ??
            (post?.message !== undefined ? { paper: id, message: post.message, day: post.day } : undefined);
          const today = now().toISOString().slice(0, 10);
          if (!first && !inThread) await putSharedLink(tx, place, { paper: id, message, day: today });
          // The same message seen again is not a second sharing.
          if (!first || first.message === message) continue;
          const toldAt = linked?.toldAt?.getTime();
          const isQuiet = toldAt !== undefined && isWithin(QUIET_MS, toldAt, now().getTime());
          if (isQuiet) continue;
          await putSharedLink(tx, place, { ...first, toldAt: now() });
          seen.push({ id, day: first.day, channel: place.channel, message: first.message });
        }
        return seen;
      });
    },
  };
}
