import type { Context } from "hono";
import { html } from "hono/html";
import type { Html } from "../layout.ts";
import { plain } from "../plain.ts";
import { HEIGHT, type Look, WIDTH, weekBars } from "./bars.ts";
import { totals, type WeekCounts } from "./weeks.ts";

interface FigureContent {
  readonly caption: string;
  /** What is counted, for people who don't see the picture: "new papers". */
  readonly noun: string;
  /** Where the picture is. */
  readonly picture: (look: Look) => string;
  /** Where a week has a page. */
  readonly week: (week: string) => string;
}

/** A picture in the colours of the page, and the same numbers as a table. */
export function weekFigure(
  counted: WeekCounts,
  { caption, noun, picture, week: address }: FigureContent,
): Html {
  const { weeks, series } = counted;
  const [least, most] = [Math.min(...totals(counted)), Math.max(...totals(counted))];
  const alt = `Bars: ${least.toLocaleString("en")} to ${most.toLocaleString("en")} ${noun} in each of the last ${weeks.length} weeks.`;
  const row = (week: string, at: number) =>
    html`<tr><th scope="row"><a href="${address(week)}">${week.replace("-", " ")}</a></th>${series.map(({ counts }) => html`<td>${(counts[at] ?? 0).toLocaleString("en")}</td>`)}</tr>`;
  return html`<figure class="chart">
<figcaption>${caption}</figcaption>
<picture><source media="(prefers-color-scheme: dark)" srcset="${picture("dark")}"><img src="${picture("light")}" width="${WIDTH}" height="${HEIGHT}" alt="${alt}" loading="lazy"></picture>
<details><summary>Show as a table</summary>
<table>
<thead><tr><th scope="col">Week</th>${series.map(({ label }) => html`<th scope="col">${plain(label)}</th>`)}</tr></thead>
<tbody>${weeks.map(row).reverse()}</tbody>
</table>
</details>
</figure>`;
}

/** The picture itself. How long it may be kept is up to the caller. */
export async function weekPicture(context: Context, counted: WeekCounts, title: string): Promise<Response> {
  const look = context.req.query("look") === "dark" ? "dark" : "light";
  return context.body(`${await weekBars(counted, look, title)}`, 200, {
    "content-type": "image/svg+xml; charset=utf-8",
  });
}
