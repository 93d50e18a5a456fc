import type { Context } from "hono";
import { html } from "hono/html";
import { listCard } from "../../present/paper-card.ts";
import { followsLine, lastLine, nextLine, settingsLine } from "../../present/subscription-text.ts";
import { longMonth } from "../../time/spans.ts";
import { describeInstant } from "../../time/zone.ts";
import { zoneWords } from "../../time/zone-names.ts";
import { ATOM } from "../feeds/atom.ts";
import { JSON_FEED } from "../feeds/json-feed.ts";
import { type Html, layout } from "../layout.ts";
import { paperItem } from "../papers.ts";
import type { WebParts } from "../parts.ts";
import { plain } from "../plain.ts";
import type { Opened } from "./opened.ts";
import { picksOf } from "./picks.ts";

/** So many papers stand on the first page; the months have all. */
const LATEST = 20;
const QUEUED = 10;

/** A channel's page, or one of its months. */
export async function channelPage(
  context: Context,
  parts: WebParts,
  opened: Opened,
  month?: string,
): Promise<Response> {
  const { services, addresses } = parts;
  const { name } = await services.delivery.channel(opened.who);
  const shown = month === undefined ? { most: LATEST } : { month };
  const { picks, months } = await picksOf(opened, parts, shown);
  const title = name === undefined ? "This channel's papers" : `Papers in ${name}`;
  const heading = month === undefined ? title : `${title}, ${longMonth(month)}`;
  const to = (rest: string) => addresses.channel(opened.handle, rest);
  const byToken = (rest: string) => addresses.channel(opened.token, rest);
  const body = html`<h1><bdi>${plain(heading)}</bdi></h1>
${month === undefined ? await settings(parts, opened) : html`<p><a href="${to("/")}">All of this channel</a></p>`}
${month === undefined ? await club(parts, opened) : ""}
<h2 class="part">${month === undefined ? "Latest papers" : "Papers"}</h2>
${picks.length === 0 ? html`<p>No papers have been posted here${month === undefined ? " yet" : " in this month"}.</p>` : ""}
${picks.map(({ card, paper }) => paperItem(card, addresses.paper(paper.id), 3))}
${months.length > 0 ? html`<h2 class="part">By month</h2><ul class="chips">${months.map((one) => html`<li><a href="${to(`/${one}`)}">${longMonth(one)}</a></li>`)}</ul>` : ""}
<h2 class="part">Follow</h2>
<p>These addresses hold the channel's link. Whoever has one of them sees this page.</p>
<ul>
<li><a href="${byToken("/feed.atom")}">Atom feed</a>, <a href="${byToken("/feed.json")}">JSON Feed</a></li>
<li><a href="${byToken("/papers.bib")}">BibTeX</a>, <a href="${byToken("/papers.ris")}">RIS</a></li>
<li><a href="${byToken("/club.ics")}">Journal club calendar</a></li>
</ul>`;
  const feeds = [
    { title, type: ATOM, href: byToken("/feed.atom") },
    { title, type: JSON_FEED, href: byToken("/feed.json") },
  ] as const;
  return context.html(layout(parts, { title: heading, isHidden: true, feeds, body }));
}

async function settings({ services }: WebParts, { who }: Opened): Promise<Html> {
  const standing = await services.delivery.standing(who);
  if (!standing) return html`<p>This channel has no daily paper.</p>`;
  const now = services.now();
  const line = settingsLine(standing.subscription);
  const lines = [
    `${line.charAt(0).toUpperCase()}${line.slice(1)}.`,
    await followsLine(standing.subscription, services),
    nextLine(standing, now),
    lastLine(standing, now),
  ].filter(Boolean);
  return html`${lines.map((one) => html`<p class="facts"><bdi>${plain(one)}</bdi></p>`)}`;
}

/** When the club meets, and what comes next there; without who presents. */
async function club({ services, addresses }: WebParts, { who }: Opened): Promise<Html | ""> {
  const { next, meetings, queue } = await services.club.state(who);
  const [first] = next;
  const waiting = await services.history.withPapers(queue.slice(0, QUEUED));
  if (!first && waiting.length === 0) return "";
  return html`<h2 class="part">Journal club</h2>
${meetings && first ? html`<p class="facts">Next: ${describeInstant(first.at, meetings.timezone, services.now())} ${zoneWords(meetings.timezone)}</p>` : html`<p class="facts">No meeting scheduled.</p>`}
${waiting.map(({ paper, up, down }) => paperItem(listCard({ paper }, { up, down }), addresses.paper(paper.id), 3))}`;
}
