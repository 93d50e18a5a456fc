import { type Feed, type FeedItem, oneLine } from "./feed.ts";
import { itemHtml } from "./item-html.ts";

export const JSON_FEED = "application/feed+json";

/** A feed as JSON Feed 1.1. */
export function jsonFeed({ title, description = "", page, self, items }: Feed): string {
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: oneLine(title),
    home_page_url: page,
    feed_url: self,
    ...(oneLine(description) !== "" && { description: oneLine(description) }),
    language: "en",
    items: items.map(jsonItem),
  });
}

function jsonItem(item: FeedItem) {
  const { id, title, url, authors, categories, published, updated, text } = item;
  return {
    id,
    url,
    title,
    content_html: itemHtml(item),
    ...(text !== undefined && { summary: text }),
    ...(published && { date_published: published.toISOString() }),
    date_modified: updated.toISOString(),
    ...(authors.length > 0 && { authors: authors.map((name) => ({ name })) }),
    ...(categories.length > 0 && { tags: categories }),
  };
}
