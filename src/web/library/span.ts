import type { Context } from "hono";
import { html } from "hono/html";
import { counted } from "../../counted.ts";
import type { Span } from "../../library/days.ts";
import { utcDay } from "../../time/day.ts";
import {
  longMonth,
  longSpan,
  type Month,
  monthOf,
  spanOfMonth,
  spanOfWeek,
  type Week,
  weekOf,
} from "../../time/spans.ts";
import { intakeFigure } from "../charts/intake-figure.ts";
import { notFound } from "../errors.ts";
import { feedsOf } from "../feeds/formats.ts";
import { type Html, layout } from "../layout.ts";
import type { WebParts } from "../parts.ts";
import { monthCalendar } from "./calendar.ts";
import { PER_PAGE, pager, paperItems, papersOf, readPage } from "./list.ts";

/** The papers of a week of ISO 8601, those with most public votes first; of the latest one, if none is named. */
export async function weekPage(context: Context, parts: WebParts): Promise<Response> {
  const { days, now } = parts.services;
  const typed = context.req.param("week");
  const week = typed ?? weekOf((await days.latest()) ?? utcDay(now()));
  const span = spanOfWeek(week);
  if (span === undefined) return notFound(context, parts);
  const around = await days.around(span.from);
  const after = (await days.around(span.until)).next;
  return showSpan(context, parts, {
    here: "week",
    title: `Week ${Number(week.slice(-2))}, ${longSpan(span)}`,
    span,
    month: monthOf(span.until <= utcDay(now()) ? span.until : span.from),
    previous: link(around.previous && weekOf(around.previous), parts.addresses.week, weekName),
    next: link(after && weekOf(after), parts.addresses.week, weekName),
    address: (page) => parts.addresses.week(week, page),
  });
}

/** The papers of a month, likewise. */
export async function monthPage(context: Context, parts: WebParts): Promise<Response> {
  const { days, now } = parts.services;
  const typed = context.req.param("month");
  const month = typed ?? (await days.latestMonth()) ?? monthOf(utcDay(now()));
  const span = spanOfMonth(month);
  if (span === undefined) return notFound(context, parts);
  const { previous, next } = await days.monthsAround(month);
  return showSpan(context, parts, {
    here: "month",
    title: longMonth(month),
    span: { from: month, until: span.until },
    month,
    previous: link(previous, parts.addresses.month, longMonth),
    next: link(next, parts.addresses.month, longMonth),
    address: (page) => parts.addresses.month(month, page),
  });
}

interface SpanContent {
  readonly here: "week" | "month";
  readonly title: string;
  readonly span: Span;
  /** Of the calendar beside the list. */
  readonly month: Month;
  readonly previous?: TurnLink | undefined;
  readonly next?: TurnLink | undefined;
  readonly address: (page: number) => string;
}

interface TurnLink {
  readonly href: string;
  readonly name: string;
}

function link<T extends Week | Month>(
  to: T | undefined,
  address: (to: T) => string,
  name: (to: T) => string,
): TurnLink | undefined {
  return to === undefined ? undefined : { href: address(to), name: name(to) };
}

function weekName(week: Week): string {
  return `Week ${Number(week.slice(-2))}`;
}

async function showSpan(context: Context, parts: WebParts, content: SpanContent): Promise<Response> {
  const { here, title, span, month, previous, next, address } = content;
  const ids = await parts.services.days.between(span);
  const page = readPage(context.req.query("page"));
  const last = Math.max(1, Math.ceil(ids.length / PER_PAGE));
  if (page === undefined || page > last) return notFound(context, parts);
  const first = (page - 1) * PER_PAGE;
  const papers = await papersOf(ids.slice(first, first + PER_PAGE), parts);
  const list: Html =
    ids.length === 0
      ? html`<p>No papers in this ${here}.</p>`
      : html`<p class="small">${counted(ids.length, "paper")}, the most upvoted on Hugging Face first, then the newest.</p>
${paperItems(papers, parts)}`;
  const body = html`<div class="cols">
<div>
<h1>${title}</h1>
<nav class="turn" aria-label="${here === "week" ? "Weeks" : "Months"}">
${previous ? html`<a rel="prev" href="${previous.href}">← ${previous.name}</a>` : ""}
${next ? html`<a rel="next" href="${next.href}">${next.name} →</a>` : ""}
</nav>
${list}
${pager(page, last, address)}
</div>
<aside aria-label="Archive">
${monthCalendar(month, parts)}
${intakeFigure(parts)}
</aside>
</div>`;
  return context.html(
    layout(parts, {
      title,
      description: `${counted(ids.length, "paper")}: ${title}`,
      here,
      feeds: feedsOf(`Papers of the ${here}`, parts.addresses[here]()),
      body,
    }),
  );
}
