import type { Context } from "hono";
import { html } from "hono/html";
import { describePeriod, PERIODS, type Period } from "../../history/period.ts";
import type { Paper } from "../../papers/paper.ts";
import { notFound } from "../errors.ts";
import { feedsOf } from "../feeds/formats.ts";
import { type Html, layout } from "../layout.ts";
import { mailForm } from "../mail/form.ts";
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

/** What people upvoted most on Hugging Face. */
export async function trendingPage(context: Context, parts: WebParts): Promise<Response> {
  const trending = await readTrending(context, parts);
  if (trending === undefined) return notFound(context, parts);
  const { addresses } = parts;
  const { asked, period } = trending;
  const title = `Most upvoted papers ${describePeriod(period)}`;
  const body = html`<h1>${title}</h1>
${periods(period, addresses.trending)}
${mailForm(parts, { what: "trending" })}
${publicVotes(trending, parts, 2)}`;
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

/** What people upvoted in a period. */
export interface Trending {
  /** From the address. */
  readonly asked: Period | undefined;
  /** Without one in the address, the shortest in which anything was upvoted. */
  readonly period: Period;
  readonly hits: readonly { readonly paper: Paper }[];
}

/** What an address asks for; undefined for a period that there is not. */
export async function readTrending(context: Context, parts: WebParts): Promise<Trending | undefined> {
  const typed = context.req.query("period");
  const asked = periodOf(typed);
  if (typed !== undefined && asked === undefined) return undefined;
  const found = asked ? await mostVoted(asked, parts) : await latestVoted(parts);
  return { asked, period: found?.period ?? asked ?? "all", hits: found?.hits ?? [] };
}

/** The periods to choose from. */
export function periods(here: Period, address: (period: Period) => string): Html {
  return html`<ul class="chips" aria-label="Period">
${PERIODS.map((one) => html`<li><a href="${address(one)}"${one === here ? html` aria-current="true"` : ""}>${LABELS[one]}</a></li>`)}
</ul>`;
}

/** The papers upvoted on Hugging Face; `level` is that of their headings. */
export function publicVotes({ period, hits }: Trending, parts: WebParts, level: 2 | 3): Html {
  if (hits.length === 0)
    return html`<p>No paper ${period === "all" ? "in this library" : `that came out ${describePeriod(period)}`} has votes on Hugging Face yet.</p>`;
  return html`<p class="small">The papers with most upvotes on Hugging Face.</p>
${paperItems(hits, parts, level)}`;
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
