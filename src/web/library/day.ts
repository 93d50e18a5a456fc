import type { Context } from "hono";
import { html } from "hono/html";
import { counted } from "../../counted.ts";
import type { DayList } from "../../library/days.ts";
import { type Day, describeDay, utcDay } from "../../time/day.ts";
import { isDay, longDay, monthOf } from "../../time/spans.ts";
import { intakeFigure } from "../charts/intake-figure.ts";
import { notFound } from "../errors.ts";
import { feedsOf } from "../feeds/formats.ts";
import { type Html, layout } from "../layout.ts";
import type { WebParts } from "../parts.ts";
import { plain } from "../plain.ts";
import { monthCalendar } from "./calendar.ts";
import { PER_PAGE, pager, paperItems, papersOf, readPage } from "./list.ts";
import { newestPage } from "./newest.ts";

/** The latest day that has papers; without any, the newest papers of the library. */
export async function homePage(context: Context, parts: WebParts): Promise<Response> {
  const day = await parts.services.days.latest();
  return day === undefined ? newestPage(context, parts) : showDay(context, parts, day);
}

/** One day, list by list. */
export async function dayPage(context: Context, parts: WebParts): Promise<Response> {
  const day = context.req.param("day") ?? "";
  if (!isDay(day)) return notFound(context, parts);
  if (day > utcDay(parts.services.now())) return notFound(context, parts, "That day is still to come.");
  return showDay(context, parts, day);
}

async function showDay(context: Context, parts: WebParts, day: Day): Promise<Response> {
  const { services, addresses } = parts;
  const lists = await services.days.of(day);
  const page = readPage(context.req.query("page"));
  const total = lists.reduce((sum, { ids }) => sum + ids.length, 0);
  const last = Math.max(1, Math.ceil(total / PER_PAGE));
  if (page === undefined || page > last) return notFound(context, parts);
  const sources = await services.sourcesOn(day);
  const labels = new Map(sources.map(({ source, label }) => [source, label]));
  const around = await services.days.around(day);
  const today = utcDay(services.now());
  const turn = (to: Day | undefined, rel: "prev" | "next") =>
    to === undefined
      ? ""
      : html`<a rel="${rel}" href="${addresses.day(to)}">${rel === "prev" ? "← " : ""}${describeDay(to, today)}${rel === "next" ? " →" : ""}</a>`;
  const first = (page - 1) * PER_PAGE;
  const sections = await Promise.all(
    onPage(lists, first).map(async (list, at) => section(list, `list-${at + 1}`, labels, parts)),
  );
  const verdict = ({ label, text, isFine }: (typeof sources)[number]) =>
    html`<li${isFine ? "" : html` class="warn"`}><b>${plain(label)}</b> ${plain(text)}</li>`;
  const body = html`<div class="cols">
<div>
<h1>${longDay(day)}</h1>
<nav class="turn" aria-label="Days">${turn(around.previous, "prev")}${turn(around.next, "next")}</nav>
${sources.length > 0 ? html`<ul class="sources" aria-label="Sources">${sources.map(verdict)}</ul>` : ""}
${total === 0 ? html`<p>No papers on this day.</p>` : sections}
${pager(page, last, (to) => addresses.day(day, to))}
</div>
<aside aria-label="Archive">
${monthCalendar(monthOf(day), parts, day)}
${intakeFigure(parts)}
</aside>
</div>`;
  const description = `${counted(total, "paper")} of ${longDay(day)}`;
  return context.html(
    layout(parts, {
      title: longDay(day),
      description,
      here: "today",
      feeds: feedsOf("Papers of the day", addresses.home()),
      body,
    }),
  );
}

interface ListOnPage extends DayList {
  /** How many papers the whole list has. */
  readonly total: number;
  readonly isContinued: boolean;
}

/** The parts of the lists that are on the page starting at this paper, counted over all lists. */
function onPage(lists: readonly DayList[], first: number): readonly ListOnPage[] {
  let before = 0;
  return lists
    .map((list) => {
      const start = Math.max(0, first - before);
      const ids = list.ids.slice(start, Math.max(0, first + PER_PAGE - before));
      before += list.ids.length;
      return { ...list, ids, total: list.ids.length, isContinued: start > 0 };
    })
    .filter(({ ids }) => ids.length > 0);
}

async function section(
  { source, ids, total, isContinued }: ListOnPage,
  anchor: string,
  labels: ReadonlyMap<string, string>,
  parts: WebParts,
): Promise<Html> {
  const name = source === undefined ? "Published on this day" : (labels.get(source) ?? source);
  return html`<section aria-labelledby="${anchor}">
<h2 id="${anchor}" class="part">${plain(name)} <span class="count">${isContinued ? "continued" : counted(total, "paper")}</span></h2>
${paperItems(await papersOf(ids, parts), parts, 3)}
</section>`;
}
