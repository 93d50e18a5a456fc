import type { Context } from "hono";
import { html } from "hono/html";
import { counted } from "../../counted.ts";
import { describeDay, utcDay } from "../../time/day.ts";
import { longDay, longMonth } from "../../time/spans.ts";
import type { Html } from "../layout.ts";
import type { WebParts } from "../parts.ts";
import { plain } from "../plain.ts";
import { agenda } from "./agenda.ts";
import { type ShownDay, shownDays } from "./days.ts";
import type { Opened } from "./opened.ts";
import { monthPath, type Room, roomHead, roomOf, roomPage } from "./room.ts";
import { settings } from "./settings.ts";
import { votedItem } from "./voted-item.ts";
import { votesFigure } from "./votes-figure.ts";

/** Days on the first page: three weeks of weekdays. The months have all. */
const LATEST = 15;

/** A channel's papers day by day, with the days on which none came and why; of a month, or the latest. */
export async function papersPage(
  context: Context,
  parts: WebParts,
  opened: Opened,
  month?: string,
): Promise<Response> {
  const room = await roomOf(parts, opened);
  const days = await shownDays(parts, opened, month === undefined ? { latest: LATEST } : { month });
  const months = await parts.services.history.months(opened.who);
  const body = html`${roomHead(room, "papers")}
<div class="cols">
<div>
${month === undefined ? "" : monthHead(month, months, room)}
${days.length === 0 ? html`<p class="lead">${month === undefined ? "No paper has been due here yet." : "No paper was due here in this month."}</p>` : await timeline(days, parts, opened)}
</div>
<aside class="long" aria-label="About this channel">
${await settings(parts, opened)}
${await agenda(parts, opened, room)}
${byMonth(months, room, month)}
${await votesFigure(parts, opened, room)}
${follow(room)}
</aside>
</div>`;
  return context.html(roomPage(parts, room, { here: "papers", title: "Papers", month, body }));
}

async function timeline(days: readonly ShownDay[], parts: WebParts, { who }: Opened): Promise<Html> {
  const ids = days.flatMap(({ papers }) => papers.map(({ id }) => id));
  const tallies = await parts.services.taste.tallies(who, ids);
  const today = utcDay(parts.services.now());
  const item = (posted: ShownDay["papers"][number]) => votedItem(posted, tallies.get(posted.id), parts);
  const section = ({ day, note, papers, line }: ShownDay) => html`<section aria-labelledby="day-${day}">
<h2 id="day-${day}" class="part">${longDay(day)} <span class="count">${counted(papers.length, "paper")}</span></h2>
${note === undefined ? "" : html`<p class="quiet">${plain(note)}</p>`}
${papers.map(item)}
${line === "" ? "" : html`<p class="quiet">${plain(line)}</p>`}
</section>`;
  return html`${spells(days).map((spell) => {
    const [last] = spell;
    const first = spell.at(-1);
    if (last === undefined || first === undefined) return "";
    if (last.papers.length > 0 || last.line === "") return section(last);
    const name = describeDay(last.day, today);
    const span = spell.length === 1 ? name : `${describeDay(first.day, today)} – ${name}`;
    return html`<p class="quiet"><b>${span}</b> ${plain(last.line)}</p>`;
  })}`;
}

/** Joins consecutive days that have no paper for the same reason; every other day stays by itself. */
function spells(days: readonly ShownDay[]): readonly (readonly ShownDay[])[] {
  const all: ShownDay[][] = [];
  for (const day of days) {
    const spell = all.at(-1);
    const before = spell?.[0];
    const isSame = before?.papers.length === 0 && day.papers.length === 0 && before.line === day.line;
    if (spell && isSame && day.line !== "") spell.push(day);
    else all.push([day]);
  }
  return all;
}

function monthHead(month: string, months: readonly string[], { to }: Room): Html {
  const next = months.findLast((one) => one > month);
  const previous = months.find((one) => one < month);
  return html`<p class="over">${longMonth(month)}</p>
<nav class="turn" aria-label="Months">
${previous ? html`<a rel="prev" href="${to(monthPath(previous))}">← ${longMonth(previous)}</a>` : html`<span></span>`}
${next ? html`<a rel="next" href="${to(monthPath(next))}">${longMonth(next)} →</a>` : html`<a href="${to("/")}">Latest papers →</a>`}
</nav>`;
}

function byMonth(months: readonly string[], { to }: Room, here: string | undefined): Html | "" {
  if (months.length === 0) return "";
  const link = (month: string) =>
    html`<li><a href="${to(monthPath(month))}"${month === here ? html` aria-current="page"` : ""}>${longMonth(month)}</a></li>`;
  return html`<section><h2>By month</h2>
<ul class="chips">${months.map(link)}</ul></section>`;
}

function follow({ byToken }: Room): Html {
  return html`<section class="follow"><h2>Follow</h2>
<ul class="chips">
<li><a href="${byToken("/feed.atom")}">Atom</a></li>
<li><a href="${byToken("/feed.json")}">JSON Feed</a></li>
<li><a href="${byToken("/papers.bib")}">BibTeX</a></li>
<li><a href="${byToken("/papers.ris")}">RIS</a></li>
</ul>
<p class="small">These addresses hold the channel's link: whoever has one of them can see these pages.</p></section>`;
}
