import type { Context } from "hono";
import { html } from "hono/html";
import { notFound } from "../errors.ts";
import type { Html } from "../layout.ts";
import type { WebParts } from "../parts.ts";
import { plain } from "../plain.ts";
import { HEIGHT, intakeBars, WIDTH } from "./bars.ts";
import { readIntake, totals } from "./intake.ts";

const NAME = "papers-by-week";

/** How many papers came in by week: a picture in the colours of the page, and the same numbers as a table. Empty where none did. */
export async function intakeFigure(parts: WebParts): Promise<Html | ""> {
  const intake = await readIntake(parts);
  if (intake === undefined) return "";
  const { weeks, series } = intake;
  const { chart, week: address } = parts.addresses;
  const [least, most] = [Math.min(...totals(intake)), Math.max(...totals(intake))];
  const alt = `Bars: ${least.toLocaleString("en")} to ${most.toLocaleString("en")} new papers in each of the last ${weeks.length} weeks.`;
  const row = (week: string, at: number) =>
    html`<tr><th scope="row"><a href="${address(week)}">${week.replace("-", " ")}</a></th>${series.map(({ papers }) => html`<td>${(papers[at] ?? 0).toLocaleString("en")}</td>`)}</tr>`;
  return html`<figure class="chart">
<figcaption>New papers by week</figcaption>
<picture><source media="(prefers-color-scheme: dark)" srcset="${chart(NAME, "dark")}"><img src="${chart(NAME, "light")}" width="${WIDTH}" height="${HEIGHT}" alt="${alt}" loading="lazy"></picture>
<details><summary>Show as a table</summary>
<table>
<thead><tr><th scope="col">Week</th>${series.map(({ label }) => html`<th scope="col">${plain(label)}</th>`)}</tr></thead>
<tbody>${weeks.map(row).reverse()}</tbody>
</table>
</details>
</figure>`;
}

/** The picture itself. */
export async function intakePicture(context: Context, parts: WebParts): Promise<Response> {
  const intake = await readIntake(parts);
  if (intake === undefined) return notFound(context, parts);
  const picture = await intakeBars(intake, context.req.query("look") === "dark" ? "dark" : "light");
  return context.body(`${picture}`, 200, {
    "content-type": "image/svg+xml; charset=utf-8",
    "cache-control": "public, max-age=300",
  });
}

export const INTAKE_PATH = `/charts/${NAME}.svg`;
