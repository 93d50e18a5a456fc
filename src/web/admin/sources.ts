import { html } from "hono/html";
import { addDays, describeDay, utcDay } from "../../time/day.ts";
import type { Html } from "../layout.ts";
import type { WebParts } from "../parts.ts";
import { plain } from "../plain.ts";

/** A week shows what is usual on each weekday. */
const DAYS = 7;

/** The verdict on each of the last days, source by source. */
export async function sourceTable({ services, addresses }: WebParts): Promise<Html | ""> {
  const today = utcDay(services.now());
  const days = Array.from({ length: DAYS }, (_, back) => addDays(today, -back));
  const verdicts = await Promise.all(days.map((day) => services.sourcesOn(day)));
  const labels = new Map(verdicts.flat().map(({ source, label }) => [source, label]));
  if (labels.size === 0) return "";
  const cell = (source: string, at: number) => {
    const verdict = verdicts[at]?.find((one) => one.source === source);
    return html`<td${verdict?.isFine === false ? html` class="warn"` : ""}>${plain(verdict?.text ?? "not asked")}</td>`;
  };
  const row = (day: string, at: number) =>
    html`<tr><th scope="row"><a href="${addresses.day(day)}">${describeDay(day, today)}</a></th>${[...labels.keys()].map((source) => cell(source, at))}</tr>`;
  return html`<section class="across" aria-labelledby="sources"><h2 id="sources" class="part">Sources</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Sources">
<table class="wide">
<thead><tr><th scope="col">Day</th>${[...labels.values()].map((label) => html`<th scope="col">${plain(label)}</th>`)}</tr></thead>
<tbody>${days.map(row)}</tbody>
</table>
</div></section>`;
}
