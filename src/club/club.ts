import { isDeepStrictEqual } from "node:util";
import { UserError } from "../errors.ts";
import { keepRemoved, takeRemoved } from "../store/channels/removed-settings.ts";
import {
  type Club as ClubMeetings,
  clubOf,
  clubText,
  findClub,
  putClub,
  removeClub,
} from "../store/club/clubs.ts";
import { type ClubEvent, clubEventsOf, putClubEvents } from "../store/club/events.ts";
import { type ClubPaper, clubPapersOf } from "../store/club/papers.ts";
import { type Presenter, presentersOf } from "../store/club/presenters.ts";
import type { Database } from "../store/database.ts";
import { groupCommit } from "../store/group-commit.ts";
import { findSubscription, type Place } from "../store/subscriptions.ts";
import type { Tally } from "../store/votes.ts";
import type { Taste, Who } from "../taste/taste.ts";
import { afterTelling, calendarEvents } from "./calendar-events.ts";
import { lastMeeting, type Meeting, meetingsAfter } from "./meetings.ts";
import { createPresenting, type Presenting } from "./presenting.ts";
import { type Deed, dequeue, enqueue, moveBack, moveOn } from "./queue.ts";
import { readMeetings, type TypedMeetings } from "./read-meetings.ts";

/** A paper in the queue, with its server's votes. */
interface Queued extends Tally {
  readonly id: string;
  readonly addedAt: Date;
}

/** The present state of a journal club. */
export interface ClubState {
  readonly place: Place;
  readonly meetings?: ClubMeetings;
  /** The next ones, at most a dozen. */
  readonly next: readonly Meeting[];
  /** The last one that has begun, if meetings are still planned as they were then. */
  readonly previous?: Meeting;
  /** The best liked first; of equals, the one that has waited longest. */
  readonly queue: readonly Queued[];
  /** In the order of their turns. */
  readonly presenters: readonly Presenter[];
}

/** The caller, and whether they manage the channel. */
type Manager = Who & { readonly admin: boolean };

/** The journal club of the channel where it is asked. Throws a UserError where there is no channel. */
export interface JournalClub extends Presenting {
  state(who: Who): Promise<ClubState>;
  /** The papers that were discussed, the last first, with the day. */
  discussed(who: Who): Promise<readonly { readonly id: string; readonly day: string }[]>;
  /** False if it is in the queue already. A discussed paper can be added again. */
  add(who: Who, paper: string): Promise<boolean>;
  /** Removes a paper from the queue: for whoever added it, the next presenter, and managers. */
  remove(who: Manager, paper: string): Promise<Deed | "done-own">;
  /** Marks a paper as discussed, and passes the turn on to the next presenter: for the presenter, and managers. */
  markDiscussed(who: Manager, paper: string): Promise<Deed>;
  /** Undoes that; also for whoever has just presented. */
  moveBack(who: Manager, paper: string): Promise<Deed>;
  schedule(who: Who, typed: TypedMeetings): Promise<ClubState>;
  /**
   * The events of a calendar file now; they are remembered as sent. Empty where there is no meeting to list, nor one to
   * cancel.
   */
  calendar(who: Who): Promise<readonly ClubEvent[]>;
  /** The same for a calendar that follows an address, and notices by itself what is gone: nothing is remembered. */
  upcoming(who: Who): Promise<readonly ClubEvent[]>;
  /** Whether calendars have something from an earlier file that is no longer true. */
  isOutdated(who: Who): Promise<boolean>;
  /** Ends the meetings. Returns the moment, which `restore` takes; undefined if there were none. */
  callOff(who: Who): Promise<Date | undefined>;
  /** Plans the meetings again that were called off at that moment, or lately. False where that can't be undone any more. */
  restore(who: Who, calledOffAt?: Date): Promise<boolean>;
}

interface ClubParts {
  readonly db: Database;
  readonly taste: Pick<Taste, "home" | "person" | "tally">;
  /** The time zone of clubs that name none. */
  readonly timezone: string;
  readonly now: () => Date;
}

const MEETINGS_AHEAD = 12;

export function createClub({ db, taste, timezone, now }: ClubParts): JournalClub {
  async function placeOf(who: Who): Promise<Place & { readonly server?: string | undefined }> {
    const { platform, channel, server } = await taste.home(who);
    if (channel === undefined)
      throw new UserError("Run this in a channel. Direct messages don't have a journal club.");
    return { platform, channel, server };
  }

  async function state(who: Who): Promise<ClubState> {
    const place = await placeOf(who);
    const meetings = await findClub(db, place);
    const waiting = (await clubPapersOf(db, place)).filter(({ discussedOn }) => discussedOn === undefined);
    const previous = meetings && lastMeeting(meetings, now());
    return {
      place,
      ...(meetings && { meetings }),
      ...(previous && { previous }),
      next: meetings ? meetingsAfter(meetings, now(), MEETINGS_AHEAD) : [],
      queue: await ranked(waiting, place),
      presenters: await presentersOf(db, place),
    };
  }

  async function doing<Result>(
    who: Manager,
    paper: string,
    work: (one: Parameters<typeof enqueue>[0]) => Promise<Result>,
  ): Promise<Result> {
    const place = await placeOf(who);
    const member = { person: await taste.person(who), admin: who.admin };
    return groupCommit(db, (tx) => work({ tx, place, member, paper, now: now() }));
  }

  async function toTell(tx: Database, place: Place): Promise<readonly ClubEvent[]> {
    const meetings = await findClub(tx, place);
    const plan = {
      place,
      next: meetings ? meetingsAfter(meetings, now(), MEETINGS_AHEAD) : [],
      single: meetings?.everyWeeks === 0,
      sequence: meetings?.sequence ?? 0,
    };
    return calendarEvents(plan, await clubEventsOf(tx, place), now());
  }

  async function ranked(waiting: readonly ClubPaper[], place: Who): Promise<readonly Queued[]> {
    const queue = await Promise.all(
      waiting.map(async ({ paper, addedAt }) => ({
        id: paper,
        addedAt,
        ...(await taste.tally(place, paper)),
      })),
    );
    // Sorting is stable: the longest there comes first.
    return queue.sort((a, b) => b.up - b.down - (a.up - a.down));
  }

  return {
    state,

    async discussed(who) {
      const papers = await clubPapersOf(db, await placeOf(who));
      return papers
        .flatMap(({ paper: id, discussedOn: day }) => (day === undefined ? [] : [{ id, day }]))
        .sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0));
    },

    add: (who, paper) => doing({ ...who, admin: false }, paper, enqueue),
    remove: (who, paper) => doing(who, paper, dequeue),
    markDiscussed: (who, paper) => doing(who, paper, (one) => moveOn(one, timezone)),
    moveBack: (who, paper) => doing(who, paper, moveBack),

    ...createPresenting({ db, placeOf, person: taste.person }),

    async schedule(who, typed) {
      const place = await placeOf(who);
      await groupCommit(db, async (tx) => {
        const before = await findClub(tx, place);
        // A club's time zone is most likely its channel's.
        const zone = (await findSubscription(tx, place))?.timezone ?? timezone;
        const meetings = readMeetings(typed, before, zone, now());
        const sequence = before ? before.sequence + 1 : 0;
        await putClub(tx, { ...place, ...meetings, sequence, changedAt: now() });
      });
      return state(who);
    },

    async calendar(who) {
      const { server, ...place } = await placeOf(who);
      return groupCommit(db, async (tx) => {
        const told = await toTell(tx, place);
        const known = await clubEventsOf(tx, place);
        await putClubEvents(tx, { ...place, server }, afterTelling(told, known));
        return told;
      });
    },

    upcoming: async (who) => toTell(db, await placeOf(who)),

    async isOutdated(who) {
      const place = await placeOf(who);
      const known = new Map((await clubEventsOf(db, place)).map((event) => [event.uid, event]));
      const events = await toTell(db, place);
      return events.some((event) => known.has(event.uid) && !isDeepStrictEqual(known.get(event.uid), event));
    },

    async callOff(who) {
      const place = await placeOf(who);
      const at = now();
      return groupCommit(db, async (tx) => {
        const before = await findClub(tx, place);
        if (!before) return undefined;
        await keepRemoved(tx, before, "meetings", clubText(before), at);
        await removeClub(tx, place);
        return at;
      });
    },

    async restore(who, calledOffAt) {
      const place = await placeOf(who);
      return groupCommit(db, async (tx) => {
        if (await findClub(tx, place)) return false;
        const text = await takeRemoved(tx, place, "meetings", now(), calledOffAt);
        if (text === undefined) return false;
        const before = clubOf(text);
        await putClub(tx, { ...before, sequence: before.sequence + 1, changedAt: now() });
        return true;
      });
    },
  };
}
