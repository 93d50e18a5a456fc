import type { Context, Hono } from "hono";
import type { WebParts } from "../parts.ts";
import { calendar, feed, references } from "./files.ts";
import { notOpened, type Opened, openedBy, toCleanAddress } from "./opened.ts";
import { channelPage } from "./overview.ts";

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
  const page = (rest: string, monthOf: (context: Context) => string | undefined) =>
    get(rest, (context, opened) => {
      const month = monthOf(context);
      return opened.isByToken
        ? toCleanAddress(context, opened, parts, month === undefined ? "/" : `/${month}`)
        : channelPage(context, parts, opened, month);
    });
  get("/feed.atom", (context, opened) => feed(context, parts, opened, "atom"));
  get("/feed.json", (context, opened) => feed(context, parts, opened, "json"));
  get("/papers.bib", (context, opened) => references(context, parts, opened, "bib", "application/x-bibtex"));
  get("/papers.ris", (context, opened) =>
    references(context, parts, opened, "ris", "application/x-research-info-systems"),
  );
  get("/club.ics", (context, opened) => calendar(context, parts, opened));
  page("", () => undefined);
  page("/", () => undefined);
  page("/:month{\\d{4}-(?:0[1-9]|1[0-2])}", (context) => context.req.param("month"));
}
