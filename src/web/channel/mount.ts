import type { Context, Hono } from "hono";
import { FEED_FILES } from "../feeds/formats.ts";
import type { WebParts } from "../parts.ts";
import { clubPage } from "./club.ts";
import { clubFeed, papersFeed } from "./feeds.ts";
import { calendar, references } from "./files.ts";
import { notOpened, type Opened, openedBy, toCleanAddress } from "./opened.ts";
import { papersPage } from "./papers.ts";
import { roomTrending } from "./trending.ts";

type Answer = (context: Context, opened: Opened) => Response | Promise<Response>;

/** A channel's pages, for whoever holds its link: in a browser by a cookie, for other programs by the token in the address. */
export function mountChannel(app: Hono, parts: WebParts): void {
  const get = (rest: string, answer: Answer) =>
    app.get(`/c/:link${rest}`, async (context) => {
      context.header("cache-control", "private, no-store");
      context.header("x-robots-tag", "noindex");
      const opened = await openedBy(context, parts);
      return opened ? answer(context, opened) : notOpened(context, parts);
    });
  const page = (rest: string, answer: Answer) =>
    get(rest, (context, opened) =>
      opened.isByToken ? toCleanAddress(context, opened, parts) : answer(context, opened),
    );
  for (const file of FEED_FILES) {
    get(`/${file}`, (context, opened) => papersFeed(context, parts, opened, file));
    get(`/club/${file}`, (context, opened) => clubFeed(context, parts, opened, file));
  }
  get("/papers.bib", (context, opened) => references(context, parts, opened, "bib", "application/x-bibtex"));
  get("/papers.ris", (context, opened) =>
    references(context, parts, opened, "ris", "application/x-research-info-systems"),
  );
  get("/club.ics", (context, opened) => calendar(context, parts, opened));
  for (const rest of ["", "/"]) page(rest, (context, opened) => papersPage(context, parts, opened));
  page("/club", (context, opened) => clubPage(context, parts, opened));
  page("/trending", (context, opened) => roomTrending(context, parts, opened));
  page("/:month{\\d{4}-(?:0[1-9]|1[0-2])}", (context, opened) =>
    papersPage(context, parts, opened, context.req.param("month")),
  );
}
