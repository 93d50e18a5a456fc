import type { Context } from "hono";
import { categoryName, readCategory } from "../../papers/category.ts";
import type { Paper } from "../../papers/paper.ts";
import { findPapers } from "../../present/finding/find-papers.ts";
import { type Day, utcDay } from "../../time/day.ts";
import { longMonth, monthOf, spanOfMonth, spanOfWeek, weekOf } from "../../time/spans.ts";
import { authorOf } from "../library/author.ts";
import { papersOf } from "../library/list.ts";
import { trendingPapers } from "../library/trending.ts";
import type { WebParts } from "../parts.ts";
import { oneLine } from "./feed.ts";

/** A list that can be followed. */
interface FollowedList {
  /** The list's permanent name within the library, for its id. */
  readonly name: readonly string[];
  readonly title: string;
  /** The path of the same list as a page. */
  readonly page: string;
  readonly papers: readonly { readonly paper: Paper; readonly why?: string | undefined }[];
}

/** Undefined where there is no such list. */
type ReadList = (context: Context, parts: WebParts) => Promise<FollowedList | undefined>;

/** A reader that asks once a day misses nothing of a list that is no longer than this, and an arXiv day is longer. */
const MOST_OF_DAYS = 100;
const MOST = 50;
/** A reader may be switched off over a weekend. */
const DAYS = 4;
const LONGEST_QUERY = 500;

/** The latest days that have papers, the last one first; where no day has any, the newest papers, as on the page. */
async function latestList(_: Context, parts: WebParts): Promise<FollowedList> {
  const { days } = parts.services;
  const papers: FollowedList["papers"][number][] = [];
  let day: Day | undefined = await days.latest();
  for (let turn = 0; day !== undefined && turn < DAYS && papers.length < MOST_OF_DAYS; turn += 1) {
    const ids = (await days.of(day)).flatMap((list) => list.ids).slice(0, MOST_OF_DAYS - papers.length);
    papers.push(...(await papersOf(ids, parts)).map(({ paper }) => ({ paper })));
    day = (await days.around(day)).previous;
  }
  if (papers.length === 0) papers.push(...(await newest("", parts)));
  return { name: ["days"], title: "Papers of the day", page: parts.addresses.home(), papers };
}

/** A week, those with most public votes first; the latest one, if none is named. */
async function weekList(context: Context, parts: WebParts): Promise<FollowedList | undefined> {
  const { days, now } = parts.services;
  const typed = context.req.param("week");
  const week = typed ?? weekOf((await days.latest()) ?? utcDay(now()));
  const span = spanOfWeek(week);
  if (span === undefined) return undefined;
  const ids = (await days.between(span)).slice(0, MOST);
  return {
    name: typed === undefined ? ["week"] : ["week", week],
    title: typed === undefined ? "Papers of the week" : `Papers of week ${week}`,
    page: parts.addresses.week(typed),
    papers: await papersOf(ids, parts),
  };
}

/** A month, likewise; it is a long list for a reader, so it has the most upvoted papers alone. */
async function monthList(context: Context, parts: WebParts): Promise<FollowedList | undefined> {
  const { days, now } = parts.services;
  const typed = context.req.param("month");
  const month = typed ?? (await days.latestMonth()) ?? monthOf(utcDay(now()));
  const span = spanOfMonth(month);
  if (span === undefined) return undefined;
  const ids = (await days.between({ from: month, until: span.until })).slice(0, MOST);
  return {
    name: typed === undefined ? ["month"] : ["month", month],
    title: typed === undefined ? "Papers of the month" : `Papers of ${longMonth(month)}`,
    page: parts.addresses.month(typed),
    papers: await papersOf(ids, parts),
  };
}

async function trendingList(context: Context, parts: WebParts): Promise<FollowedList | undefined> {
  const period = context.req.query("period");
  const papers = await trendingPapers(period, parts);
  if (papers === undefined) return undefined;
  return {
    name: period === undefined ? ["trending"] : ["trending", period],
    title: "Trending papers",
    page: parts.addresses.trending(period),
    papers,
  };
}

/** The newest papers by an author; none of a name that the library does not know yet. */
async function authorList(context: Context, parts: WebParts): Promise<FollowedList | undefined> {
  const name = authorOf(context);
  if (name === undefined) return undefined;
  return {
    name: ["author", name.toLowerCase()],
    title: `Papers by ${name}`,
    page: parts.addresses.author(name),
    papers: await newest(`author:"${name}"`, parts),
  };
}

/** The newest papers of a category. Throws a UserError that says which ones may be meant. */
async function categoryList(context: Context, parts: WebParts): Promise<FollowedList | undefined> {
  const typed = oneLine(context.req.param("category") ?? "").replaceAll('"', "");
  if (typed === "" || typed.length > 100) return undefined;
  const category = readCategory(typed) ?? typed;
  const name = categoryName(category);
  return {
    name: ["category", category],
    title: name === undefined || name === category ? `Papers in ${category}` : `${category}: ${name}`,
    page: parts.addresses.category(category),
    papers: await newest(`category:${/\s/u.test(category) ? `"${category}"` : category}`, parts),
  };
}

/** What a query finds, the newest first unless it says otherwise. Throws a UserError that says what is wrong with it. */
async function searchList(context: Context, parts: WebParts): Promise<FollowedList | undefined> {
  const query = oneLine(context.req.query("q") ?? "");
  if (query === "" || query.length > LONGEST_QUERY) return undefined;
  // Visitors of the page cause no requests to other hosts.
  const { fetchPaper: _, ...services } = parts.services;
  const sorted = /(?:^|\s)sort:/u.test(query) ? query : `${query} sort:new`;
  const found = await findPapers(sorted, { count: MOST, page: 1 }, services);
  const hits = found.kind === "list" ? found.result.hits : [];
  return {
    name: ["search", query],
    title: `Papers on “${query}”`,
    page: parts.addresses.search(query),
    papers:
      found.kind === "one" ? [{ paper: found.paper }] : hits.map(({ paper, note }) => ({ paper, why: note })),
  };
}

async function newest(query: string, { services }: WebParts) {
  const { index } = services.library;
  const window = { offset: 0, limit: MOST };
  const { hits } = await (query === ""
    ? index.searchWords("", window)
    : index.search(`${query} sort:new`, window));
  return hits.map(({ paper }) => ({ paper }));
}

/** Each list by the path of its page. */
export const LISTS: Readonly<Record<string, ReadList>> = {
  "": latestList,
  "/week": weekList,
  "/week/:week": weekList,
  "/month": monthList,
  "/month/:month": monthList,
  "/trending": trendingList,
  "/search": searchList,
  "/author/:name": authorList,
  "/category/:category": categoryList,
};
