import type { Context } from "hono";
import { html } from "hono/html";
import { describePeriod, type Period, startOf } from "../../history/period.ts";
import { notFound } from "../errors.ts";
import type { Html } from "../layout.ts";
import { periods, publicVotes, readTrending } from "../library/trending.ts";
import type { WebParts } from "../parts.ts";
import type { Opened } from "./opened.ts";
import { roomHead, roomOf, roomPage } from "./room.ts";
import { votedItem } from "./voted-item.ts";

const SHOWN = 50;

/** What the channel's lab upvoted, as /top in chat has it, beside what others upvoted on Hugging Face. */
export async function roomTrending(context: Context, parts: WebParts, opened: Opened): Promise<Response> {
  const trending = await readTrending(context, parts);
  if (trending === undefined) return notFound(context, parts);
  const room = await roomOf(parts, opened);
  const { period } = trending;
  const body = html`${roomHead(room, "trending")}
${periods(period, (to) => room.to(`/trending?period=${to}`))}
<div class="pair">
<section aria-labelledby="here">
<h2 id="here" class="part">Upvoted here</h2>
${await labVotes(period, parts, opened)}
</section>
<section aria-labelledby="elsewhere">
<h2 id="elsewhere" class="part">Upvoted on Hugging Face</h2>
${publicVotes(trending, parts, 3)}
</section>
</div>`;
  return context.html(roomPage(parts, room, { here: "trending", title: "Trending", body }));
}

async function labVotes(period: Period, parts: WebParts, { who }: Opened): Promise<Html> {
  const { history, now } = parts.services;
  const entries = await history.top(who, startOf(period, now()));
  const papers = await history.withPapers(entries.slice(0, SHOWN));
  if (papers.length === 0)
    return html`<p>Nobody here has upvoted a paper ${period === "all" ? "yet" : describePeriod(period)}.</p>`;
  return html`<p class="small">The papers with most upvotes of this lab ${describePeriod(period)}.</p>
${papers.map((one) => votedItem(one, one, parts))}`;
}
