import type { Context } from "hono";
import { calendarFile } from "../../club/calendar-file.ts";
import { type ExportFormat, writePapers } from "../../papers/export/formats.ts";
import type { WebParts } from "../parts.ts";
import type { Opened } from "./opened.ts";

/** The latest papers only: a document that follows the address cites some of them. */
const IN_BIBLIOGRAPHY = 1000;

/** The channel's papers as references, for a document that follows their address. */
export async function references(
  context: Context,
  { services: { history } }: WebParts,
  { who }: Opened,
  format: ExportFormat,
  type: string,
): Promise<Response> {
  const posted = await history.posted(who);
  const papers = await history.withPapers(posted.slice(0, IN_BIBLIOGRAPHY));
  const cited = await history.wouldCite(papers.map(({ paper }) => paper));
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
