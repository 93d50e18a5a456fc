/** What a request costs, by its path below the page's: what everybody opens, or what is computed for one asker. */
export type Kind = "file" | "page" | "search";

/** A search, as a page or as a feed. */
const SEARCH = /^\/search(?:\/|$)/u;
/** What looks through the whole library for one page: what is by somebody, in a category, near to a paper, or for somebody. */
const COSTLY = /^\/(?:search|paper|author|category|trending)(?:\/|$)|^\/me$/u;

export function kindOf(path: string): Kind {
  if (path.startsWith("/assets/")) return "file";
  return SEARCH.test(path) ? "search" : "page";
}

/** Whether few such pages may be made at once. */
export function isCostly(path: string): boolean {
  return COSTLY.test(path);
}
