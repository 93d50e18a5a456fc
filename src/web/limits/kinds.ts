/** The cost class of a request, by its path below the base path. */
export type Kind = "file" | "page" | "search";

/** A search, as a page or as a feed. */
const SEARCH = /^\/search(?:\/|$)/u;
/** Pages that go through the whole library: an author's, a category's, papers similar to one, papers for a person. */
const COSTLY = /^\/(?:search|paper|author|category|trending)(?:\/|$)|^\/me$/u;

export function kindOf(path: string): Kind {
  if (path.startsWith("/assets/")) return "file";
  return SEARCH.test(path) ? "search" : "page";
}

/** Whether only a few such pages may be rendered at once. */
export function isCostly(path: string): boolean {
  return COSTLY.test(path);
}
