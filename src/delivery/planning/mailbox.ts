import { UserError } from "../../errors.ts";
import { isInAny } from "../../papers/category.ts";
import type { Paper } from "../../papers/paper.ts";
import { type Pick, pickPapers } from "../../recommend/pick.ts";
import { NO_PROFILE, type Profile } from "../../recommend/profile.ts";
import { NOTHING_KNOWN } from "../../recommend/reasons.ts";
import type { PickRequest } from "../../recommend/request.ts";
import { ageInDays, dayNumber } from "../../recommend/score.ts";
import type { SearchIndex } from "../../search/search-index.ts";
import type { Database } from "../../store/database.ts";
import { type Content, lastDeliveries } from "../../store/deliveries.ts";
import { findMailbox, type Mailbox } from "../../store/mail/mailboxes.ts";
import { shownIn } from "../../store/shown.ts";
import { findSubscription, type Place, type Subscription } from "../../store/subscriptions.ts";
import { profileOfPerson } from "../../taste/profile.ts";
import { addDays } from "../../time/day.ts";
import { endOfPick, requestFor } from "./request.ts";
import { dueRuns, type Run } from "./schedule.ts";

type PlannedPaper = Content["papers"][number];

/** What determines a mail: the same values and the same papers give the same mail. */
export type WantedMail = {
  readonly request: PickRequest;
  /** What is missing on an empty day, as a clause: "no new papers match your interests". */
  readonly nothing: string;
  /** Whether a mail explains an empty day. */
  readonly explains: boolean;
  readonly span: "today" | "this week";
} & (
  | { readonly from: "library" }
  | { readonly from: "search"; readonly query: string }
  | {
      readonly from: "channel";
      /** The newest first. */
      readonly posted: readonly PlannedPaper[];
      /** What the channel gets today, if that is due and not in the ledger yet. */
      readonly due?: PickRequest;
    }
);

/** How far back a mail's papers may be new: those of a search, and those of a channel. */
const NEW_DAYS = 30;
const POSTED_DAYS = 7;

/** How many hits are read to find some that were not sent before. */
const MOST_HITS = 300;
/** A channel's day has at most two messages, and so has a week. */
const MOST_ROWS = 20;

/** What the owner of a mailbox wants in the mail of a run. `db` may be a transaction. */
export async function mailWanted(db: Database, subscription: Subscription, run: Run): Promise<WantedMail> {
  const mailbox = await findMailbox(db, subscription.channel);
  const { platform, channel, categories, papers: count, whenEmpty, every } = subscription;
  const shown = (await shownIn(db, subscription, undefined)).map(({ paper }) => paper);
  const request: PickRequest = {
    topics: [],
    categories,
    count,
    whenEmpty: whenEmpty === "best" ? "best" : "quiet",
    seed: `${platform}:${channel}`,
    day: run.day,
    shown,
    profile: await profileFor(db, subscription, mailbox, endOfPick(run.day)),
  };
  const all = {
    request,
    nothing: nothingFor(mailbox, subscription),
    explains: whenEmpty === "explain",
    span: every === "week" ? ("this week" as const) : ("today" as const),
  };
  const source = mailbox && channelOfMail(mailbox);
  if (source) return { ...all, from: "channel", ...(await postedIn(db, source, run)) };
  if (mailbox?.what === "search") return { ...all, from: "search", query: mailbox.query ?? "" };
  return { ...all, from: "library" };
}

/** A mail's content; undefined on an empty day that is not to be explained. */
export async function mailContent(wanted: WantedMail, index: SearchIndex): Promise<Content | undefined> {
  const found = await papersFor(wanted, index);
  if (found.papers.length > 0) return found;
  if (!wanted.explains) return undefined;
  const { nothing, span } = wanted;
  return { papers: [], note: `${nothing.charAt(0).toUpperCase()}${nothing.slice(1)} ${span}.` };
}

/** The channel whose papers come by mail, if that is wanted. */
function channelOfMail({ what, platform, channel }: Mailbox): Place | undefined {
  return what === "channel" && channel !== undefined ? { platform, channel } : undefined;
}

async function profileFor(
  db: Database,
  { channel: person, topics }: Subscription,
  mailbox: Mailbox | undefined,
  at: Date,
): Promise<Profile> {
  if (mailbox?.what === "foryou") return profileOfPerson(db, person, at);
  if (mailbox?.what !== "topics") return NO_PROFILE;
  const { hidden } = await profileOfPerson(db, person, at);
  return { ...NO_PROFILE, hidden, interests: topics.map((name) => ({ name, likes: [] })) };
}

function nothingFor(mailbox: Mailbox | undefined, { topics, categories }: Subscription): string {
  const inCategories = categories.length === 0 ? "" : ` in ${categories.join(", ")}`;
  switch (mailbox?.what) {
    case "foryou":
      return `no new papers match your interests${inCategories}`;
    case "topics":
      return `no new papers match ${topics.join(", ")}${inCategories}`;
    case "search":
      return `no new papers match your search “${mailbox.query ?? ""}”${inCategories}`;
    case "channel":
      return "nothing new was posted in the channel";
    default:
      return `there are no new papers${inCategories}`;
  }
}

async function postedIn(db: Database, source: Place, run: Run) {
  const since = addDays(run.day, -POSTED_DAYS);
  const rows = await lastDeliveries(db, source, MOST_ROWS);
  const posted = rows
    .filter(({ day, state }) => day >= since && state !== "skipped" && state !== "uncertain")
    .flatMap(({ content }) => content.papers);
  const subscription = await findSubscription(db, source);
  if (!subscription || subscription.paused) return { posted };
  // Channel and mail may be due in the same minute.
  const missing = dueRuns(subscription, subscription.plannedUntil, run.at).at(-1);
  return missing ? { posted, due: await requestFor(db, subscription, missing.day) } : { posted };
}

async function papersFor(wanted: WantedMail, index: SearchIndex): Promise<Content> {
  if (wanted.from === "library") return ofLibrary(await pickPapers(wanted.request, index));
  return wanted.from === "search" ? ofSearch(wanted, index) : ofChannel(wanted, index);
}

function ofLibrary({ papers, fallback }: Pick): Content {
  return {
    papers: papers.map(({ paper, why, interest }) => ({
      id: paper.id,
      why: why === NOTHING_KNOWN ? "new in the library" : why,
      // A stand-in for a match is about something else.
      ...(interest !== undefined && !fallback && { about: interest }),
    })),
    ...(fallback && papers.length > 0 && { note: FALLBACK_NOTE }),
  };
}

const FALLBACK_NOTE =
  "No new papers match. These are the best ones of the last 30 days that I haven't sent you.";
const EARLIER_NOTE = "No new papers match your search. These are earlier ones that I haven't sent you.";

async function ofSearch(
  { query, request }: WantedMail & { readonly from: "search" },
  index: SearchIndex,
): Promise<Content> {
  const { day, count, categories, whenEmpty } = request;
  const isWanted = await notShown(request, index);
  const hits = await hitsOf(query, index);
  const wanted = hits.filter(({ paper }) => isInAny(paper.categories, categories) && isWanted(paper.id));
  const isNew = ({ published }: Paper) => (ageInDays(published, dayNumber(day)) ?? Infinity) <= NEW_DAYS;
  const recent = wanted.filter(({ paper }) => isNew(paper));
  const isEarlier = recent.length === 0 && whenEmpty === "best";
  const taken = (isEarlier ? wanted : recent).slice(0, count);
  return {
    papers: taken.map(({ paper, why }) => ({ id: paper.id, why, about: query })),
    ...(isEarlier && taken.length > 0 && { note: EARLIER_NOTE }),
  };
}

/** The newest first, unless the query says otherwise. A stored query that is no longer understood finds nothing. */
async function hitsOf(query: string, index: SearchIndex) {
  const sorted = /(?:^|\s)sort:/u.test(query) ? query : `${query} sort:new`;
  try {
    return (await index.search(sorted, { offset: 0, limit: MOST_HITS })).hits;
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

async function ofChannel(
  { posted, due, request }: WantedMail & { readonly from: "channel" },
  index: SearchIndex,
): Promise<Content> {
  const today = due ? ofLibrary(await pickPapers(due, index)).papers : [];
  const isWanted = await notShown(request, index);
  const papers: PlannedPaper[] = [];
  for (const one of [...today, ...posted]) {
    const isNew = isWanted(one.id) && papers.every(({ id }) => id !== one.id);
    if (isNew && papers.length < request.count) papers.push(one);
  }
  return { papers };
}

/** Whether a paper has not been sent yet under any of its ids. */
async function notShown(
  { shown, profile = NO_PROFILE }: PickRequest,
  index: SearchIndex,
): Promise<(id: string) => boolean> {
  const { docOf } = await index.reader();
  const out = [...shown, ...profile.hidden];
  const docs = new Set(out.flatMap((id) => docOf(id) ?? []));
  const ids = new Set(out);
  return (id) => {
    const doc = docOf(id);
    return !ids.has(id) && (doc === undefined || !docs.has(doc));
  };
}
