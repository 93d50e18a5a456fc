import { type Feed, type FeedItem, oneLine, updatedOf } from "./feed.ts";
import { itemHtml } from "./item-html.ts";
import { element, type Markup } from "./markup.ts";

export const ATOM = "application/atom+xml";

/** A feed as Atom (RFC 4287). */
export function atomFeed(feed: Feed): string {
  const { id, title, description = "", page, self, items } = feed;
  const root = element(
    "feed",
    { xmlns: "http://www.w3.org/2005/Atom" },
    element("id", {}, id),
    element("title", {}, oneLine(title)),
    oneLine(description) === "" ? undefined : element("subtitle", {}, oneLine(description)),
    element("updated", {}, instant(updatedOf(feed))),
    // Of every entry that says none.
    element("author", {}, element("name", {}, "Paperboy")),
    element("generator", {}, "Paperboy"),
    element("link", { rel: "self", type: ATOM, href: self }),
    element("link", { rel: "alternate", type: "text/html", href: page }),
    items.map(entry),
  );
  return `<?xml version="1.0" encoding="utf-8"?>\n${root.markup}\n`;
}

function entry(item: FeedItem): Markup {
  const { id, title, url, related, authors, categories, published, updated, text } = item;
  return element(
    "entry",
    {},
    element("id", {}, id),
    element("title", {}, title),
    element("link", { rel: "alternate", type: "text/html", href: url }),
    related === undefined || related === url
      ? undefined
      : element("link", { rel: "related", type: "text/html", href: related }),
    published && element("published", {}, instant(published)),
    element("updated", {}, instant(updated)),
    authors.map((name) => element("author", {}, element("name", {}, name))),
    categories.map((term) => element("category", { term })),
    // The abstract alone for programs, and all of it for people.
    text === undefined ? undefined : element("summary", {}, text),
    element("content", { type: "html" }, itemHtml(item)),
  );
}

function instant(date: Date): string {
  return date.toISOString();
}
