import type { Context } from "hono";
import { counted } from "../../counted.ts";
import { listCard } from "../../present/paper-card.ts";
import { longDay } from "../../time/spans.ts";
import { instantOf } from "../../time/zone.ts";
import { type FeedItem, feedItems } from "../feeds/feed.ts";
import { answerFeed, besidePage, type FeedFile } from "../feeds/formats.ts";
import { listId } from "../feeds/ids.ts";
import { meetingItem } from "../feeds/meeting-item.ts";
import type { WebParts } from "../parts.ts";
import { momentLine } from "./agenda.ts";
import { shownDays } from "./days.ts";
import type { Opened } from "./opened.ts";
import { roomOf } from "./room.ts";

/** So that a reader that was off for some weeks misses nothing; the pages have the rest. */
const DAYS = 20;
const MEETINGS = 20;
/** Papers of the queue in the item of the next meeting. */
const ON_AGENDA = 5;

/** The channel's papers as a feed. */
export async function papersFeed(
  context: Context,
  parts: WebParts,
  opened: Opened,
  file: FeedFile,
): Promise<Response> {
  const { addresses, services } = parts;
  const { library, taste } = services;
  const papers = (await shownDays(parts, opened, { latest: DAYS })).flatMap((day) => day.papers);
  const ids = papers.map(({ id }) => id);
  const changes = await library.lastChanges(papers.map(({ paper }) => paper.id));
  const tallies = await taste.tallies(opened.who, ids);
  const room = await roomOf(parts, opened);
  const page = room.byToken("/");
  return answerFeed(context, file, {
    id: listId(library.id, "channel", opened.handle),
    title: `Papers in ${room.name}`,
    page: addresses.absolute(page),
    self: addresses.absolute(besidePage(page, file)),
    items: feedItems(
      papers.map(({ id, paper, why, at }) => ({
        paper,
        page: addresses.absolute(addresses.paper(paper.id)),
        facts: listCard({ paper }, tallies.get(id)).facts,
        why,
        at: later(at, changes.get(paper.id)),
      })),
    ),
  });
}

/** The journal club's meetings as a feed: the next one with what it is about, and those that were, with what was discussed. */
export async function clubFeed(
  context: Context,
  parts: WebParts,
  opened: Opened,
  file: FeedFile,
): Promise<Response> {
  const { addresses, services } = parts;
  const club = ["club", opened.handle];
  const room = await roomOf(parts, opened);
  const page = room.byToken("/club");
  const common = { library: services.library.id, club, page: addresses.absolute(page) };
  const next = await nextMeeting(parts, opened, common);
  const past = await pastMeetings(parts, opened, common);
  return answerFeed(context, file, {
    id: listId(services.library.id, ...club),
    title: `Journal club of ${room.name}`,
    page: common.page,
    self: addresses.absolute(besidePage(page, file)),
    // What is discussed on the day of the next meeting is that meeting's.
    items: next && !past.some(({ id }) => id === next.id) ? [next, ...past] : past,
  });
}

type Common = Pick<Parameters<typeof meetingItem>[0], "library" | "club" | "page">;

async function nextMeeting(parts: WebParts, { who }: Opened, common: Common): Promise<FeedItem | undefined> {
  const { club, history } = parts.services;
  const { next, meetings, previous, queue } = await club.state(who);
  const [meeting] = next;
  if (!meeting || !meetings) return undefined;
  const shown = queue.slice(0, ON_AGENDA);
  // It became the next one, its time was changed, or a paper came onto its agenda, whichever was last.
  const since = [previous?.at, meetings.changedAt, ...shown.map(({ addedAt }) => addedAt)];
  const more = queue.length - shown.length;
  return meetingItem({
    ...common,
    day: meeting.day,
    title: `Journal club: ${momentLine(meeting.at, meetings.timezone)}`,
    since: later(...since),
    facts: [
      queue.length === 0 ? "The queue is empty" : "Queue, most upvotes first",
      ...(more > 0 ? [`and ${counted(more, "more paper")}`] : []),
    ],
    papers: (await history.withPapers(shown)).map(({ paper }) => ({ paper, url: urlOf(paper.id, parts) })),
  });
}

async function pastMeetings(parts: WebParts, { who }: Opened, common: Common): Promise<readonly FeedItem[]> {
  const { club, history } = parts.services;
  const discussed = await club.discussed(who);
  const days = [...new Set(discussed.map(({ day }) => day))].slice(0, MEETINGS);
  const papers = await history.withPapers(discussed.filter(({ day }) => days.includes(day)));
  const { timezone = "UTC" } = (await club.state(who)).meetings ?? {};
  return days.map((day) =>
    meetingItem({
      ...common,
      day,
      title: `Journal club: ${longDay(day)}`,
      // Only the day is known.
      since: instantOf(day, "00:00", timezone) ?? new Date(`${day}T00:00Z`),
      facts: ["Discussed"],
      papers: papers
        .filter((one) => one.day === day)
        .map(({ paper }) => ({ paper, url: urlOf(paper.id, parts) })),
    }),
  );
}

function urlOf(id: string, { addresses }: WebParts): string {
  return addresses.absolute(addresses.paper(id));
}

/** The latest of some instants; the first of all where none is known. */
function later(...instants: readonly (Date | undefined)[]): Date {
  return new Date(Math.max(0, ...instants.map((at) => at?.getTime() ?? 0)));
}
