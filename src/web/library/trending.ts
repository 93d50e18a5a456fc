import type { Context } from "hono";
import { html } from "hono/html";
import { describePeriod, PERIODS, type Period } from "../../history/period.ts";
import { notFound } from "../errors.ts";
import { feedsOf } from "../feeds/formats.ts";
import { type Html, layout } from "../layout.ts";
import type { WebParts } from "../parts.ts";
import { paperItems } from "./list.ts";

const SHOWN = 50;

const SINCE: Readonly<Record<Period, string>> = {
  week: "since:7d",
  month: "since:30d",
  year: "since:365d",
  all: "",
};
const LABELS: Readonly<Record<Period, string>> = {
  week: "Week",
  month: "Month",
  year: "Year",
  all: "All time",
};

/** What people upvoted most on Hugging Face. `here`, if given, comes first: what a lab upvoted, where a link allows to see it. */
export async function trendingPage(
  context: Context,
  parts: WebParts,
  here: Html | "" = "",
): Promise<Response> {
  const typed = context.req.query("period");
  const asked = periodOf(typed);
  if (typed !== undefined && asked === undefined) return notFound(context, parts);
  const found = asked ? await mostVoted(asked, parts) : await latestVoted(parts);
  const period = found?.period ?? asked ?? "all";
  const { addresses } = parts;
  const title = `Most upvoted papers ${describePeriod(period)}`;
  const body = html`<h1>${title}</h1>
<ul class="chips" aria-label="Period">
${PERIODS.map((one) => html`<li><a href="${addresses.trending(one)}"${one === period ? html` aria-current="true"` : ""}>${LABELS[one]}</a></li>`)}
</ul>
${here}
${
  found
    ? html`<p class="small">The papers with most upvotes on Hugging Face.</p>
${paperItems(found.hits, parts)}`
    : html`<p>No paper ${period === "all" ? "in this library" : `that came out ${describePeriod(period)}`} has votes on Hugging Face yet.</p>`
}`;
  return context.html(
    layout(parts, {
      title,
      description: "The most upvoted papers on Hugging Face",
      here: "trending",
      feeds: feedsOf("Trending papers", addresses.trending(asked)),
      body,
    }),
  );
}

function periodOf(typed: string | undefined): Period | undefined {
  return PERIODS.find((period) => period === typed);
}

/** The same papers for a feed; undefined for a period that there is not. */
export async function trendingPapers(typed: string | undefined, parts: WebParts) {
  const asked = periodOf(typed);
  if (typed !== undefined && asked === undefined) return undefined;
  return (asked ? await mostVoted(asked, parts) : await latestVoted(parts))?.hits ?? [];
}

/** The shortest period in which anything was voted for: a week where papers come in every day. */
async function latestVoted(parts: WebParts) {
  for (const period of PERIODS) {
    const found = await mostVoted(period, parts);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function mostVoted(period: Period, { services }: WebParts) {
  const query = ["has:votes", "sort:votes", SINCE[period]].filter(Boolean).join(" ");
  const { hits } = await services.library.index.search(query, { offset: 0, limit: SHOWN });
  return hits.length === 0 ? undefined : { period, hits: hits.map(({ paper }) => ({ paper })) };
}
