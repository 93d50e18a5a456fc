import type { Context, Hono } from "hono";
import { FEED_FILES } from "../feeds/formats.ts";
import type { WebParts } from "../parts.ts";
import { clubPage } from "./club.ts";
import { clubFeed, papersFeed } from "./feeds.ts";
import { calendar, references } from "./files.ts";
import { asMember } from "./member.ts";
import { notOpened, type Opened, openedBy, toCleanAddress } from "./opened.ts";
import { papersPage } from "./papers.ts";
import { roomTrending } from "./trending.ts";
import { VOTES_PATH, votesPicture } from "./votes-figure.ts";

type Answer = (context: Context, opened: Opened) => Response | Promise<Response>;
type Page = (context: Context, parts: WebParts, opened: Opened) => Promise<Response>;

/** A channel's pages, for whoever holds its link: in a browser by a cookie, for other programs by the token in the address. */
export function mountChannel(app: Hono, parts: WebParts): void {
  const get = (rest: string, answer: Answer) =>
    app.get(`/c/:link${rest}`, async (context) => {
      context.header("cache-control", "private, no-store");
      context.header("x-robots-tag", "noindex");
      const opened = await openedBy(context, parts);
      return opened ? answer(context, opened) : notOpened(context, parts);
    });
  const page = (rest: string, answer: Page) =>
    get(rest, async (context, opened) =>
      opened.isByToken
        ? toCleanAddress(context, opened, parts)
        : answer(context, await asMember(context, parts, opened), opened),
    );
  for (const file of FEED_FILES) {
    get(`/${file}`, (context, opened) => papersFeed(context, parts, opened, file));
    get(`/club/${file}`, (context, opened) => clubFeed(context, parts, opened, file));
  }
  get("/papers.bib", (context, opened) => references(context, parts, opened, "bib", "application/x-bibtex"));
  get("/papers.ris", (context, opened) =>
    references(context, parts, opened, "ris", "application/x-research-info-systems"),
  );
  get(VOTES_PATH, (context, opened) => votesPicture(context, parts, opened));
  get("/club.ics", (context, opened) => calendar(context, parts, opened));
  for (const rest of ["", "/"]) page(rest, (context, seen, opened) => papersPage(context, seen, opened));
  page("/club", clubPage);
  // A paper may stand in both of its lists.
  page("/trending", (context, _, opened) => roomTrending(context, parts, opened));
  page("/:month{\\d{4}-(?:0[1-9]|1[0-2])}", (context, seen, opened) =>
    papersPage(context, seen, opened, context.req.param("month")),
  );
}
