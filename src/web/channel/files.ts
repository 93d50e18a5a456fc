import type { Context } from "hono";
import { calendarFile } from "../../club/calendar-file.ts";
import { type ExportFormat, writePapers } from "../../papers/export/formats.ts";
import { ATOM, atomFeed } from "../feeds/atom.ts";
import { type Feed, feedItems } from "../feeds/feed.ts";
import { listId } from "../feeds/ids.ts";
import { JSON_FEED, jsonFeed } from "../feeds/json-feed.ts";
import type { WebParts } from "../parts.ts";
import type { Opened } from "./opened.ts";
import { picksOf } from "./picks.ts";

/** A reader shows what is new; the pages have the rest. */
const IN_FEED = 50;

/** The channel's papers as references, for a document that follows their address. */
export async function references(
  context: Context,
  parts: WebParts,
  opened: Opened,
  format: ExportFormat,
  type: string,
): Promise<Response> {
  const { picks } = await picksOf(opened, parts, { most: 1000 });
  const cited = await parts.services.history.wouldCite(picks.map(({ paper }) => paper));
  const text = await writePapers(cited, format, "Papers posted in this channel");
  return context.body(text, 200, { "content-type": `${type}; charset=utf-8` });
}

/** The club's next meetings, for a calendar that follows their address; without who presents. */
export async function calendar(context: Context, parts: WebParts, { who }: Opened): Promise<Response> {
  const { club, history, delivery, now } = parts.services;
  const state = await club.state(who);
  const [first] = await history.withPapers(state.queue);
  const { name } = await delivery.channel(who);
  const events = await club.upcoming(who);
  const text = calendarFile({ ...state, presenters: [] }, events, first?.paper.title, { name }, now());
  return context.body(text, 200, { "content-type": "text/calendar; charset=utf-8" });
}

/** The channel's papers as a feed. */
export async function feed(
  context: Context,
  parts: WebParts,
  opened: Opened,
  as: "atom" | "json",
): Promise<Response> {
  const { addresses, services } = parts;
  const { picks } = await picksOf(opened, parts, { most: IN_FEED });
  const { name } = await services.delivery.channel(opened.who);
  const of = (rest: string) => addresses.absolute(addresses.channel(opened.token, rest));
  const content: Feed = {
    id: listId(services.library.id, "channel", opened.handle),
    title: name === undefined ? "Papers of a channel" : `Papers in ${name}`,
    page: of("/"),
    self: of(as === "atom" ? "/feed.atom" : "/feed.json"),
    items: feedItems(
      picks.map(({ paper, day, why, card: { facts } }) => ({
        paper,
        page: addresses.absolute(addresses.paper(paper.id)),
        facts,
        why,
        at: new Date(`${day}T00:00:00Z`),
      })),
    ),
  };
  return as === "atom"
    ? context.body(atomFeed(content), 200, { "content-type": `${ATOM}; charset=utf-8` })
    : context.body(jsonFeed(content), 200, { "content-type": `${JSON_FEED}; charset=utf-8` });
}
