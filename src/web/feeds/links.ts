import type { FeedLink } from "../layout.ts";
import { ATOM } from "./atom.ts";
import { JSON_FEED } from "./json-feed.ts";

/** What a page of a list says of its feeds. `page` is the path of its first page. */
export function feedsOf(title: string, page: string): readonly FeedLink[] {
  return [
    { title: `${title} (Atom)`, type: ATOM, href: besidePage(page, "feed.atom") },
    { title: `${title} (JSON Feed)`, type: JSON_FEED, href: besidePage(page, "feed.json") },
  ];
}

/** `/search?q=toys` has its feed at `/search/feed.atom?q=toys`. */
export function besidePage(page: string, file: string): string {
  const [path = "", query] = page.split("?", 2);
  return `${path.replace(/\/$/u, "")}/${file}${query === undefined ? "" : `?${query}`}`;
}
