import type { FeedItem } from "./feed.ts";
import { element } from "./markup.ts";

/** What a feed reader shows of an item: a line of facts, why it is here, the abstract, and a link to its page. Simple markup only. */
export function itemHtml({ title, facts, why, text, links = [], url, related }: FeedItem): string {
  const parts = [
    facts.length > 0 ? element("p", {}, facts.join(" · ")) : undefined,
    why === undefined ? undefined : element("p", {}, element("em", {}, why)),
    text === undefined ? undefined : element("p", {}, text),
    links.length > 0
      ? element(
          "ul",
          {},
          links.map((link) => element("li", {}, element("a", { href: link.url }, link.title))),
        )
      : undefined,
    related === undefined || related === url
      ? undefined
      : element("p", {}, element("a", { href: related }, "Similar papers and how to cite it")),
  ].filter((part) => part !== undefined);
  return (parts.length > 0 ? parts : [element("p", {}, title)]).map(({ markup }) => markup).join("");
}
