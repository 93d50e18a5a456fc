import { html } from "hono/html";
import type { ClubState } from "../../club/club.ts";
import { longDay } from "../../time/spans.ts";
import { dayAt, timeAt } from "../../time/zone.ts";
import { zoneWords } from "../../time/zone-names.ts";
import type { Html } from "../layout.ts";
import { titleText } from "../papers.ts";
import type { WebParts } from "../parts.ts";
import type { Opened } from "./opened.ts";
import type { Room } from "./room.ts";

/** Titles beside the channel's papers; the club's page has them all. */
const NAMED = 3;

/** When the club meets next, and the first papers of its queue, for the side of a page. Empty where there is no club. */
export async function agenda(
  { services, addresses }: WebParts,
  { who }: Opened,
  { to }: Room,
): Promise<Html | ""> {
  const state = await services.club.state(who);
  if (state.next.length === 0 && state.queue.length === 0) return "";
  const papers = await services.history.withPapers(state.queue.slice(0, NAMED));
  return html`<section><h2><a href="${to("/club")}">Journal club</a></h2>
<p class="small">${meetingLine(state)}</p>
${papers.length === 0 ? "" : html`<ul class="titles">${papers.map(({ paper }) => html`<li><a href="${addresses.paper(paper.id)}"><bdi>${titleText(paper.title)}</bdi></a></li>`)}</ul>`}</section>`;
}

/** "Tuesday 1 December 2026, 14:00 Berlin time" of the next meeting, or that there is none. */
export function meetingLine({ next: [next], meetings }: Pick<ClubState, "next" | "meetings">): string {
  if (!next || !meetings) return "No meeting is scheduled.";
  return momentLine(next.at, meetings.timezone);
}

/** "Tuesday 1 December 2026, 14:00 Berlin time" */
export function momentLine(at: Date, timezone: string): string {
  return `${longDay(dayAt(at, timezone))}, ${timeAt(at, timezone)} ${zoneWords(timezone)}`;
}
