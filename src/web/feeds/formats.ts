import type { Context } from "hono";
import type { FeedLink } from "../layout.ts";
import { ATOM, atomFeed } from "./atom.ts";
import type { Feed } from "./feed.ts";
import { JSON_FEED, jsonFeed } from "./json-feed.ts";

const FORMATS = {
  "feed.atom": { name: "Atom", type: ATOM, write: atomFeed },
  "feed.json": { name: "JSON Feed", type: JSON_FEED, write: jsonFeed },
} as const;

/** The file beside a page that has its list as a feed. */
export type FeedFile = keyof typeof FORMATS;

export const FEED_FILES = Object.keys(FORMATS) as readonly FeedFile[];

/** A feed in the format of the file that was asked for. */
export function answerFeed(context: Context, file: FeedFile, feed: Feed): Response {
  const { type, write } = FORMATS[file];
  return context.body(write(feed), 200, { "content-type": `${type}; charset=utf-8` });
}

/** The feeds that a list's page announces. `page` is the path of its first page. */
export function feedsOf(title: string, page: string): readonly FeedLink[] {
  return FEED_FILES.map((file) => {
    const { name, type } = FORMATS[file];
    return { title: `${title} (${name})`, type, href: besidePage(page, file) };
  });
}

/** `/search?q=toys` has its feed at `/search/feed.atom?q=toys`. */
export function besidePage(page: string, file: FeedFile): string {
  const [path = "", query] = page.split("?", 2);
  return `${path.replace(/\/$/u, "")}/${file}${query === undefined ? "" : `?${query}`}`;
}
