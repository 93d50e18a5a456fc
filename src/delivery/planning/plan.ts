import { isDeepStrictEqual } from "node:util";
import { type Pick, pickPapers } from "../../recommend/pick.ts";
import type { PickRequest } from "../../recommend/request.ts";
import type { SearchIndex } from "../../search/search-index.ts";
import type { Database } from "../../store/database.ts";
import {
  type Content,
  type Delivery,
  type DeliveryKind,
  deliveriesOf,
  deliveryId,
  insertDeliveries,
  isLead,
  papersIn,
} from "../../store/deliveries.ts";
import { groupCommit } from "../../store/group-commit.ts";
import { isMailbox } from "../../store/mail/mailboxes.ts";
import { addShown } from "../../store/shown.ts";
import { findSubscription, putSubscription, type Subscription } from "../../store/subscriptions.ts";
import { addDays } from "../../time/day.ts";
import { dayAt } from "../../time/zone.ts";
import { mailContent, mailWanted, type WantedMail } from "./mailbox.ts";
import { pickFor, requestFor } from "./request.ts";
import { dueRuns, MOST_DAYS_BACK, openRun, type Run } from "./schedule.ts";
import { contentOfWeek } from "./week.ts";

export const FALLBACK_NOTE =
  "No new papers match today. This is the best one of the last 30 days that wasn't posted here.";

/** Whether something has become due, or was planned by a clock that was ahead. */
export function needsPlan(subscription: Subscription, now: Date): boolean {
  const { plannedUntil } = subscription;
  return plannedUntil > now || dueRuns(subscription, plannedUntil, now).length > 0;
}

/**
 * Writes the ledger rows of every run of a subscription that has become due, in one transaction: what will be posted,
 * or why nothing will. Doing it again, here or in another process, changes nothing. Returns the posts that can go out
 * now.
 */
export async function planDue(
  db: Database,
  index: SearchIndex,
  known: Subscription,
  now: Date,
): Promise<readonly Delivery[]> {
  if (dueRuns(known, known.plannedUntil, now).length === 0) return [];
  const ahead = await pickAhead(db, index, known, dueRuns(known, known.plannedUntil, now).at(-1), now);
  return groupCommit(db, async (tx) => {
    const subscription = await findSubscription(tx, known);
    if (!subscription) return [];
    const runs = dueRuns(subscription, subscription.plannedUntil, now);
    const rows: Delivery[] = [];
    for (const run of runs) rows.push(...(await planRun(tx, index, subscription, run, now, ahead)));
    const last = runs.at(-1);
    if (last) await putSubscription(tx, { ...subscription, plannedUntil: last.at });
    // What is planned for a closed channel waits until it opens.
    if (subscription.paused) return [];
    return rows.filter((row) => row.state === "planned" && isLead(row));
  });
}

/** Plans today's run at once, whatever the time and the weekday; does nothing if today has its rows already. */
export async function planNow(
  db: Database,
  index: SearchIndex,
  known: Subscription,
  now: Date,
): Promise<void> {
  const run = openRun(known, dayAt(now, known.timezone), now);
  const ahead = await pickAhead(db, index, known, run, now);
  await groupCommit(db, async (tx) => {
    const subscription = await findSubscription(tx, known);
    if (subscription) await planRun(tx, index, subscription, run, now, ahead);
  });
}

/** A pick made before the database is locked, so that others need not wait for it. */
type Ahead =
  | { readonly request: PickRequest; readonly pick: Pick }
  | { readonly wanted: WantedMail; readonly content: Content | undefined };

async function pickAhead(
  db: Database,
  index: SearchIndex,
  subscription: Subscription,
  run: Run | undefined,
  now: Date,
): Promise<Ahead | undefined> {
  if (!run || reasonToSkip(subscription, run, now) !== undefined) return undefined;
  if (isMailbox(subscription)) {
    const wanted = await mailWanted(db, subscription, run);
    return { wanted, content: await mailContent(wanted, index) };
  }
  const request = await requestFor(db, subscription, run.day);
  return { request, pick: await pickPapers(request, index) };
}

/**
 * The pick made ahead, if the request is still the same: meanwhile there may have been a vote, or another channel of
 * the group may have been served.
 */
async function pickOf(
  tx: Database,
  index: SearchIndex,
  subscription: Subscription,
  day: string,
  ahead: Ahead | undefined,
): Promise<Pick> {
  const request = await requestFor(tx, subscription, day);
  const isSame = ahead && "pick" in ahead && isDeepStrictEqual(request, ahead.request);
  return isSame ? ahead.pick : pickPapers(request, index);
}

/** How many papers of a day may be refused; after that, the papers are not the reason. */
const MOST_REFUSED = 3;

/**
 * What to post instead of a message that was refused as it is: its plain form first, then the day's next paper.
 * Undefined where nothing is left to try.
 */
export async function insteadOf(
  db: Database,
  index: SearchIndex,
  { content, kind, day, ...place }: Delivery,
): Promise<Content | undefined> {
  if (!content.plain) return { ...content, plain: true };
  const refused = [...(content.refused ?? []), ...content.papers.map(({ id }) => id)];
  const subscription = await findSubscription(db, place);
  if (kind !== "post" || !subscription || refused.length >= MOST_REFUSED) return undefined;
  // What was refused counts as shown, here and on other days.
  const { papers, fallback } = await pickFor(db, index, subscription, day);
  const [next] = papers;
  if (!next) return undefined;
  const { paper, why } = next;
  return { papers: [{ id: paper.id, why }], refused, ...(fallback && { note: FALLBACK_NOTE }) };
}

/** Plans one run unless its day is taken. Returns the rows written. */
async function planRun(
  tx: Database,
  index: SearchIndex,
  subscription: Subscription,
  run: Run,
  now: Date,
  ahead: Ahead | undefined,
): Promise<readonly Delivery[]> {
  if ((await deliveriesOf(tx, subscription, run.day)).length > 0) return [];
  const skip = reasonToSkip(subscription, run, now);
  const { messages, empty } =
    skip === undefined
      ? await messagesOf(tx, index, subscription, run, ahead)
      : { messages: [], empty: skip };
  if (messages.length === 0) {
    const kind = isMailbox(subscription) || subscription.every === "week" ? "digest" : "post";
    const row = rowOf(subscription, run, kind, { papers: [] }, now, empty);
    await insertDeliveries(tx, [row]);
    return [row];
  }
  const rows = messages.map(([kind, content]) => rowOf(subscription, run, kind, content, now));
  await insertDeliveries(tx, rows);
  const shown = rows.flatMap(({ content }) => papersIn(content));
  await addShown(tx, subscription, shown, run.day);
  return rows;
}

interface Planned {
  readonly messages: readonly (readonly [DeliveryKind, Content])[];
  /** Why there are none. */
  readonly empty: string;
}

/** The messages of a run: one for the week, or the day's paper with the others below it; or one mail. */
async function messagesOf(
  tx: Database,
  index: SearchIndex,
  subscription: Subscription,
  run: Run,
  ahead: Ahead | undefined,
): Promise<Planned> {
  if (isMailbox(subscription)) {
    const wanted = await mailWanted(tx, subscription, run);
    const isSame = ahead && "wanted" in ahead && isDeepStrictEqual(wanted, ahead.wanted);
    const content = isSame ? ahead.content : await mailContent(wanted, index);
    return { messages: content ? [["digest", content]] : [], empty: wanted.nothing };
  }
  const pick = await pickOf(tx, index, subscription, run.day, ahead);
  const empty = emptyReason(subscription);
  if (subscription.every === "week") {
    const content = await contentOfWeek(tx, subscription, run, pick);
    return { messages: content ? [["digest", content]] : [], empty };
  }
  const [first, ...others] = pick.papers.map(({ paper, why }) => ({ id: paper.id, why }));
  if (!first) return { messages: [], empty };
  const post = { papers: [first], ...(pick.fallback && { note: FALLBACK_NOTE }) };
  const thread = others.length > 0 ? [["thread", { papers: others }] as const] : [];
  return { messages: [["post", post], ...thread], empty };
}

function reasonToSkip(subscription: Subscription, run: Run, now: Date): string | undefined {
  if (subscription.paused?.by === "person") return `paused: ${subscription.paused.reason}`;
  // Whoever may not have a channel's papers gets none that could be sent later.
  if (subscription.paused && isMailbox(subscription)) return subscription.paused.reason;
  if (run.closesAt > now) return undefined;
  const since = dayAt(subscription.plannedUntil, subscription.timezone);
  const isLong = since < addDays(dayAt(now, subscription.timezone), -MOST_DAYS_BACK);
  const span = subscription.every === "week" ? "week" : "day";
  return `I was not running here that ${span}${isLong ? `, nor on any day since ${since}` : ""}`;
}

function emptyReason({ topics, categories, whenEmpty, every }: Subscription): string {
  const what = [...topics, ...categories].join(", ");
  const none = what === "" ? "there are no new papers" : `no new papers match ${what}`;
  return whenEmpty === "quiet"
    ? `${none}, and this channel stays quiet on such ${every}s`
    : `${none}, and all papers of the last 30 days were posted already`;
}

function rowOf(
  place: Subscription,
  { day, at, closesAt }: Run,
  kind: DeliveryKind,
  content: Content,
  now: Date,
  skipped?: string,
): Delivery {
  const { platform, channel, server } = place;
  return {
    id: deliveryId(place, day, kind),
    platform,
    channel,
    server,
    day,
    kind,
    state: skipped === undefined ? "planned" : "skipped",
    content,
    dueAt: at,
    closesAt,
    attempts: 0,
    updatedAt: now,
    ...(skipped !== undefined && { reason: skipped }),
  };
}
