import type { Caller } from "../chat/command.ts";
import { invocation } from "../chat/naming.ts";
import { type Button, buttons, type Moment, note, type Reply } from "../chat/reply.ts";
import { counted } from "../counted.ts";
import type { Standing } from "../delivery/delivery.ts";
import type { ChannelDay } from "../history/channel-days.ts";
import { channelOwner } from "../taste/taste.ts";
import { describeEvery } from "../time/read-when.ts";
import { describeInstant } from "../time/zone.ts";
import { zoneWords } from "../time/zone-names.ts";
import type { Services } from "./services.ts";

/** "1 paper every weekday at 09:00 Berlin time, on streaming video, protein folding" */
export function settingsLine(subscription: Standing["subscription"]): string {
  const { papers, every, days, time, timezone, topics, categories, group, whenEmpty } = subscription;
  const parts = [
    `${counted(papers, "paper")} ${describeEvery(every === "week" ? days.slice(0, 1) : days)} at ${time} ${zoneWords(timezone)}`,
    topics.length > 0 ? `on ${andList(topics)}` : "on any topic",
    categories.length > 0 && `in ${andList(categories)}`,
    group !== undefined && `never one that another channel of the group “${group}” got`,
    whenEmpty === "quiet" && "or nothing if no paper matches",
  ];
  return parts.filter(Boolean).join(", ");
}

/** "streaming video and protein folding" */
function andList(words: readonly string[]): string {
  return [words.slice(0, -1).join(", "), words.at(-1)].filter(Boolean).join(" and ");
}

/** The answer where a channel has no daily paper. */
export function noSubscription(caller: Caller): Reply {
  const subscribe = invocation(caller, "daily subscribe");
  return {
    ...note(`This channel has no daily paper. To start one: ${subscribe} streaming video`),
    buttons: buttons(settingsButton("Start daily paper", caller)),
  };
}

/** A button that opens the settings, for those who may change them. */
export function settingsButton(label: string, { admin, opensForms }: Caller): Button | undefined {
  if (!admin || !opensForms) return undefined;
  return { label, action: { command: "daily subscribe", options: {}, effect: "form" } };
}

/** A button that runs a command without options, privately. */
export function dailyButton(label: string, command: string): Button {
  return { label, action: { command, options: {}, effect: "answer" } };
}

/** A button that shows what the channel gets today, or this week. */
export function todayButton({ every }: Standing["subscription"]): Button {
  return dailyButton(every === "week" ? "Show week's papers" : "Show today's paper", "today");
}

/** How many follows are named; the others are counted. */
const MOST_NAMED = 5;

/** "Also follows KV cache, Song Han and 12 others"; empty where the subscription's topics are all there is. */
export async function followsLine(
  { topics, ...place }: Standing["subscription"],
  { taste }: Services,
): Promise<string> {
  const { follows } = await taste.following({ ...place, owner: channelOwner(place) });
  const known = new Set(topics.map((topic) => topic.toLowerCase()));
  const words = follows.filter(({ kind, value }) => kind !== "paper" && !known.has(value.toLowerCase()));
  const named = words.slice(0, MOST_NAMED).map(({ value }) => value);
  const others = words.length - named.length;
  const papers = follows.filter(({ kind }) => kind === "paper").length;
  const parts = [
    named.length > 0 && named.join(", ") + (others > 0 ? ` and ${others} more` : ""),
    papers > 0 && (papers === 1 ? "1 paper as an example" : `${papers} papers as examples`),
  ].filter(Boolean);
  return parts.length > 0 ? `Also follows ${parts.join(", and ")}` : "";
}

/** "Next: Tue 24 Nov, 09:00 (in 16 h)", or why there is none. */
export function nextLine(standing: Standing, now: Date): string {
  const { subscription } = standing;
  if (subscription.paused) return pausedLine(subscription.paused);
  const moment = nextMoment(standing, now);
  return moment ? `${moment.label}: ${moment.text}` : "Nothing scheduled";
}

/** "Paused by a channel manager", or why the program paused it. */
export function pausedLine({ by, reason }: NonNullable<Standing["subscription"]["paused"]>): string {
  return by === "person" ? "Paused by a channel manager" : `Paused: ${clause(reason)}`;
}

/** A note with the next run below it, shown in each reader's own time zone. */
export function noteWithNext(text: string, standing: Standing, now: Date): Reply {
  const moment = nextMoment(standing, now);
  return moment ? { ...note(text), moment } : note(`${text}\n${nextLine(standing, now)}.`);
}

/** When the next paper comes; undefined if none does. */
export function nextMoment({ subscription, next }: Standing, now: Date): Moment | undefined {
  return next && !subscription.paused ? momentOf(next.at, subscription.timezone, now) : undefined;
}

/** A moment for an instant. */
export function momentOf(at: Date, timezone: string, now: Date): Moment {
  const text = `${describeInstant(at, timezone, now)} (in ${span(at.getTime() - now.getTime())})`;
  return { label: "Next", at, text };
}

/** "Last: Mon 23 Nov, posted", with the reason if it was not. */
export function lastLine(standing: Standing, now: Date): string {
  const { subscription, last } = standing;
  if (!last) return "";
  const day = describeInstant(last.dueAt, subscription.timezone, now);
  return `Last: ${day}, ${lastOutcome(standing)}`;
}

/** What became of the last post, and of the papers below it where that differs; empty if there was none. */
export function lastOutcome({ last, lastThread }: Standing): string {
  return [last && outcome(last), lastThread && restLine(lastThread)].filter(Boolean).join("; ");
}

/** "2 more papers not posted: I may not open threads there"; empty where they are posted. */
export function restLine(thread: NonNullable<Standing["lastThread"]>): string {
  const count = thread.content.papers.length;
  if (thread.state === "sent") return "";
  return `${count === 1 ? "1 more paper" : `${count} more papers`} ${outcome(thread)}`;
}

/** What became of a post, in plain words. */
export function outcome({ state, reason }: NonNullable<Standing["last"]>): string {
  if (state === "sent") return "posted";
  if (state === "planned" || state === "sending") return "on its way";
  if (state === "failed") return `not posted yet, I'll try again (${clause(reason)})`;
  return state === "skipped" ? `not posted (${clause(reason)})` : "perhaps not posted; check the channel";
}

/**
 * What to say about a day besides its papers: why there are none, or fewer than expected; empty where all is posted.
 * `when` is " today" for today, and empty for days that have a date above them.
 */
export function dayLine(
  { lead, thread }: Pick<ChannelDay, "lead" | "thread">,
  when: " today" | "" = "",
): string {
  if (!lead) return "";
  if (lead.state === "sent") {
    const rest = thread && restLine(thread);
    return rest ? `${capital(rest)}.` : "";
  }
  const isQuiet = lead.state === "skipped" && isNothingGood(lead.reason);
  return isQuiet ? `Nothing good${when}: ${clause(lead.reason)}.` : `${capital(outcome(lead))}.`;
}

/** Whether the day was quiet because no paper was good enough; the words are the ledger's, see plan.ts. */
function isNothingGood(reason = ""): boolean {
  return /^(?:no|there are no) new papers\b/u.test(reason);
}

/** A reason within brackets: without its full stop. */
export function clause(reason = "I don't know why"): string {
  return reason.replace(/\.$/u, "");
}

/** With a capital letter at the start. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "5 min", "16 h" or "3 days", rounded. */
function span(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}
