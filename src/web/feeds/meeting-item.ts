import type { Paper } from "../../papers/paper.ts";
import { type FeedItem, oneLine } from "./feed.ts";
import { listId } from "./ids.ts";

interface MeetingParts {
  /** The library's own id, and the name of the club in it; see ids.ts. */
  readonly library: string;
  readonly club: readonly string[];
  /** Its day in the club's time zone, which tells one meeting of a club from another. */
  readonly day: string;
  /** With the time and its zone in words. */
  readonly title: string;
  /** The club's page. */
  readonly page: string;
  /** When it became the next meeting, or its papers were fixed. */
  readonly since: Date;
  readonly facts: readonly string[];
  readonly papers: readonly { readonly paper: Pick<Paper, "title">; readonly url: string }[];
}

/** A meeting of a journal club in a feed. It stays one item however often its papers change. */
export function meetingItem({
  library,
  club,
  day,
  title,
  page,
  since,
  facts,
  papers,
}: MeetingParts): FeedItem {
  return {
    id: listId(library, ...club, day),
    title: oneLine(title),
    url: page,
    authors: [],
    categories: [],
    updated: since,
    facts: facts.map(oneLine).filter(Boolean),
    links: papers.map(({ paper, url }) => ({ title: oneLine(paper.title) || url, url })),
  };
}
