import { html } from "hono/html";
import { counted } from "../../counted.ts";
import { addDays, type Day, weekdayOf } from "../../time/day.ts";
import { longDay, longMonth, type Month, monthOf, spanOfMonth, weekOf } from "../../time/spans.ts";
import type { Html } from "../layout.ts";
import type { WebParts } from "../parts.ts";

const WEEKDAYS = [
  ["Mo", "Monday"],
  ["Tu", "Tuesday"],
  ["We", "Wednesday"],
  ["Th", "Thursday"],
  ["Fr", "Friday"],
  ["Sa", "Saturday"],
  ["Su", "Sunday"],
] as const;

/** A month as a table: days that have papers are links, and so are its weeks and the month itself. `here` is the day of the page. */
export async function monthCalendar(month: Month, parts: WebParts, here?: Day): Promise<Html | ""> {
  const { services, addresses } = parts;
  const span = spanOfMonth(month);
  if (span === undefined) return "";
  const counts = await services.days.counts(span);
  const monday = addDays(span.from, 1 - weekdayOf(span.from));
  const weeks: Day[] = [];
  for (let day = monday; day <= span.until; day = addDays(day, 7)) weeks.push(day);

  const cell = (day: Day) => {
    if (monthOf(day) !== month) return html`<td></td>`;
    const papers = counts.get(day) ?? 0;
    const number = Number(day.slice(8));
    const current = day === here ? html` aria-current="date"` : "";
    if (papers === 0) return html`<td${current}>${number}</td>`;
    return html`<td${current}><a href="${addresses.day(day)}" aria-label="${longDay(day)}, ${counted(papers, "paper")}">${number}</a></td>`;
  };
  const row = (from: Day) => {
    const week = weekOf(from);
    const days = WEEKDAYS.map((_, at) => addDays(from, at));
    const number = Number(week.slice(-2));
    const label = days.some((day) => counts.has(day))
      ? html`<a href="${addresses.week(week)}" aria-label="Week ${number}">${number}</a>`
      : number;
    return html`<tr><th scope="row">${label}</th>${days.map(cell)}</tr>`;
  };
  return html`<table class="calendar">
<caption><a href="${addresses.month(month)}">${longMonth(month)}</a></caption>
<thead><tr><th scope="col"><abbr title="Week">W</abbr></th>${WEEKDAYS.map(([short, name]) => html`<th scope="col"><abbr title="${name}">${short}</abbr></th>`)}</tr></thead>
<tbody>
${weeks.map(row)}
</tbody>
</table>`;
}
