import type { Context } from "hono";
import { html } from "hono/html";
import type { ClubState } from "../../club/club.ts";
import { counted } from "../../counted.ts";
import { longDay } from "../../time/spans.ts";
import { notFound } from "../errors.ts";
import type { Html } from "../layout.ts";
import { PER_PAGE, pager, readPage } from "../library/list.ts";
import type { WebParts } from "../parts.ts";
import { meetingLine, momentLine } from "./agenda.ts";
import type { Opened } from "./opened.ts";
import { type Room, roomHead, roomOf, roomPage } from "./room.ts";
import { votedItem } from "./voted-item.ts";

/** Meetings listed after the next one; the calendar has more. */
const LATER = 5;

/** A channel's journal club: when it meets, what is to be discussed, and what was. Nobody is named. */
export async function clubPage(context: Context, parts: WebParts, opened: Opened): Promise<Response> {
  const page = readPage(context.req.query("page"));
  const { club } = parts.services;
  const discussed = await club.discussed(opened.who);
  const last = Math.max(1, Math.ceil(discussed.length / PER_PAGE));
  if (page === undefined || page > last) return notFound(context, parts);
  const room = await roomOf(parts, opened);
  const state = await club.state(opened.who);
  const first = (page - 1) * PER_PAGE;
  const body = html`${roomHead(room, "club")}
<div class="cols">
<div>
${page === 1 ? await queue(state, parts) : ""}
${await meetings(discussed.slice(first, first + PER_PAGE), parts, opened)}
${pager(page, last, (to) => room.to(to === 1 ? "/club" : `/club?page=${to}`))}
</div>
<aside aria-label="Meetings">
${dates(state)}
${follow(room)}
</aside>
</div>`;
  return context.html(roomPage(parts, room, { here: "club", title: "Journal club", body }));
}

/** The queue with its votes: the best liked paper first, which the next meeting is about. */
async function queue(state: ClubState, parts: WebParts): Promise<Html> {
  const waiting = await parts.services.history.withPapers(state.queue);
  const items = waiting.map((one) => votedItem(one, one, parts));
  return html`<section aria-labelledby="agenda">
<h2 id="agenda" class="part">Agenda <span class="count">${waiting.length === 0 ? "" : `${counted(waiting.length, "paper")}, most upvotes first`}</span></h2>
<p class="quiet"><b>${state.next.length > 0 ? "Next meeting" : ""}</b> ${meetingLine(state)}</p>
${items.length === 0 ? html`<p>The queue is empty. Anyone in the channel can add a paper in chat.</p>` : items}
</section>`;
}

/** What was discussed, meeting by meeting. */
async function meetings(
  discussed: readonly { readonly id: string; readonly day: string }[],
  parts: WebParts,
  { who }: Opened,
): Promise<Html> {
  const { services } = parts;
  const papers = await services.history.withPapers(discussed);
  const tallies = await services.taste.tallies(
    who,
    papers.map(({ id }) => id),
  );
  const days = [...new Set(papers.map(({ day }) => day))];
  const item = (one: (typeof papers)[number]) => votedItem(one, tallies.get(one.id), parts);
  return html`${days.map(
    (day) => html`<section aria-labelledby="met-${day}">
<h2 id="met-${day}" class="part">${longDay(day)} <span class="count">discussed</span></h2>
${papers.filter((one) => one.day === day).map(item)}
</section>`,
  )}`;
}

function dates({ next: [, ...later], meetings: planned }: ClubState): Html | "" {
  if (later.length === 0 || !planned) return "";
  return html`<section><h2>Later meetings</h2>
<ul class="plain">${later.slice(0, LATER).map(({ at }) => html`<li>${momentLine(at, planned.timezone)}</li>`)}</ul></section>`;
}

function follow({ byToken }: Room): Html {
  return html`<section class="follow"><h2>Follow</h2>
<ul class="chips">
<li><a href="${byToken("/club.ics")}">Calendar</a></li>
<li><a href="${byToken("/club/feed.atom")}">Atom</a></li>
<li><a href="${byToken("/club/feed.json")}">JSON Feed</a></li>
</ul>
<p class="small">These addresses hold the channel's link: whoever has one of them can see these pages.</p></section>`;
}
