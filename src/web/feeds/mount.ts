import type { Context, Hono } from "hono";
import { paperCard } from "../../present/paper-card.ts";
import { notFound } from "../errors.ts";
import type { WebParts } from "../parts.ts";
import { ATOM, atomFeed } from "./atom.ts";
import { type Feed, feedItems } from "./feed.ts";
import { listId } from "./ids.ts";
import { JSON_FEED, jsonFeed } from "./json-feed.ts";
import { besidePage } from "./links.ts";
import { LISTS } from "./lists.ts";

const FORMATS = {
  "feed.atom": { type: ATOM, write: atomFeed },
  "feed.json": { type: JSON_FEED, write: jsonFeed },
} as const;

/** A feed of every public list, beside its page. They come before the pages, one of whose names a feed could be taken for. */
export function mountFeeds(app: Hono, parts: WebParts): void {
  for (const [path, read] of Object.entries(LISTS))
    for (const [file, { type, write }] of Object.entries(FORMATS))
      app.get(`${path}/${file}`, async (context) => {
        const list = await read(context, parts);
        if (list === undefined) return notFound(context, parts, "There is no such feed.");
        const whole = (to: string) => wholeAddress(context, parts, to);
        const feed: Feed = {
          id: listId(parts.services.library.id, ...list.name),
          title: list.title,
          page: whole(list.page),
          self: whole(besidePage(list.page, file)),
          items: feedItems(
            list.papers.map(({ paper, why, at }) => ({
              paper,
              page: whole(parts.addresses.paper(paper.id)),
              facts: paperCard(paper).facts,
              why,
              ...(at && { at }),
            })),
          ),
        };
        return context.body(write(feed), 200, { "content-type": `${type}; charset=utf-8` });
      });
}

/** With the host that the operator names, or the one that was asked. */
function wholeAddress({ req }: Context, { addresses }: WebParts, path: string): string {
  return new URL(addresses.absolute(path), req.url).href;
}
