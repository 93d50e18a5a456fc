import type { Context, Hono } from "hono";
import { paperCard } from "../../present/paper-card.ts";
import { notFound } from "../errors.ts";
import type { WebParts } from "../parts.ts";
import { feedItems } from "./feed.ts";
import { answerFeed, besidePage, FEED_FILES } from "./formats.ts";
import { listId } from "./ids.ts";
import { LISTS } from "./lists.ts";

/** A feed of every public list, beside its page. Mounted before the pages, which would take a feed's name for an author or a category. */
export function mountFeeds(app: Hono, parts: WebParts): void {
  const { services, addresses } = parts;
  for (const [path, read] of Object.entries(LISTS))
    for (const file of FEED_FILES)
      app.get(`${path}/${file}`, async (context) => {
        const list = await read(context, parts);
        if (list === undefined) return notFound(context, parts, "There is no such feed.");
        const { id: library, lastChanges } = services.library;
        const changes = await lastChanges(list.papers.map(({ paper }) => paper.id));
        const whole = (to: string) => wholeAddress(context, parts, to);
        return answerFeed(context, file, {
          id: listId(library, ...list.name),
          title: list.title,
          page: whole(list.page),
          self: whole(besidePage(list.page, file)),
          items: feedItems(
            list.papers.map(({ paper, why }) => ({
              paper,
              page: whole(addresses.paper(paper.id)),
              facts: paperCard(paper).facts,
              why,
              at: changes.get(paper.id),
            })),
          ),
        });
      });
}

/** The address with its host: PAGE_URL's, or else the request's. */
function wholeAddress({ req }: Context, { addresses }: WebParts, path: string): string {
  return new URL(addresses.absolute(path), req.url).href;
}
