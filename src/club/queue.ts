import { UserError } from "../errors.ts";
import { findClub } from "../store/club/clubs.ts";
import { clubPapersOf, putClubPaper, removeClubPaper } from "../store/club/papers.ts";
import { presentersOf, putPresenter } from "../store/club/presenters.ts";
import type { Database } from "../store/database.ts";
import type { Place } from "../store/subscriptions.ts";
import { dayAt } from "../time/zone.ts";
import { notPresented, presented } from "./rota.ts";

/** Somebody who changes a club's queue, by the keyed hash. */
interface ClubMember {
  readonly person: string;
  /** Whether they manage the channel. */
  readonly admin: boolean;
}

interface Doing {
  readonly tx: Database;
  readonly place: Place & { readonly server?: string | undefined };
  readonly member: ClubMember;
  readonly paper: string;
  readonly now: Date;
}

/** The outcome: `refused` to anyone but the presenter and managers, `nothing` where there was nothing to do. */
export type Deed = "done" | "nothing" | "refused";

const MOST_QUEUED = 100;

/** Adds a paper to the queue. False if it is there already. */
export async function enqueue({ tx, place, member, paper, now }: Doing): Promise<boolean> {
  const waiting = (await clubPapersOf(tx, place)).filter(({ discussedOn }) => discussedOn === undefined);
  if (waiting.some((one) => one.paper === paper)) return false;
  if (waiting.length >= MOST_QUEUED)
    throw new UserError(`The queue is full (${MOST_QUEUED} papers). Remove some first.`);
  await putClubPaper(tx, place, { paper, addedAt: now, addedBy: member.person });
  return true;
}

/** Removes a paper from the queue; people may remove those they added. Discussed papers stay in the club's history. */
export async function dequeue(doing: Doing): Promise<Deed | "done-own"> {
  const { tx, place, member, paper } = doing;
  const known = (await clubPapersOf(tx, place)).find((one) => one.paper === paper);
  if (!known || known.discussedOn !== undefined) return "nothing";
  const isOwn = known.addedBy === member.person;
  if (!isOwn && !(await mayMoveOn(doing))) return "refused";
  await removeClubPaper(tx, place, paper);
  return isOwn ? "done-own" : "done";
}

/** Marks a paper as discussed, and passes the turn on to the next presenter. */
export async function moveOn(doing: Doing, timezone: string): Promise<Deed> {
  const { tx, place, member, paper, now } = doing;
  const known = (await clubPapersOf(tx, place)).find((one) => one.paper === paper);
  if (known?.discussedOn !== undefined) return "nothing";
  if (!(await mayMoveOn(doing))) return "refused";
  const zone = (await findClub(tx, place))?.timezone ?? timezone;
  const before = known ?? { paper, addedAt: now, addedBy: member.person };
  const last = presented(await presentersOf(tx, place));
  await putClubPaper(tx, place, { ...before, discussedOn: dayAt(now, zone), presentedBy: last?.person });
  if (last) await putPresenter(tx, place, last);
  return "done";
}

/** Undoes that: the paper is back in its place in the queue, and the turn goes back to whoever had it. */
export async function moveBack(doing: Doing): Promise<Deed> {
  const { tx, place, member, paper } = doing;
  const known = (await clubPapersOf(tx, place)).find((one) => one.paper === paper);
  if (known?.discussedOn === undefined) return "nothing";
  if (known.presentedBy !== member.person && !(await mayMoveOn(doing))) return "refused";
  const { addedAt, addedBy, presentedBy } = known;
  await putClubPaper(tx, place, { paper, addedAt, addedBy });
  const first = notPresented(await presentersOf(tx, place), presentedBy);
  if (first) await putPresenter(tx, place, first);
  return "done";
}

/** Whether somebody may decide what everybody sees: a manager, or the next presenter. */
async function mayMoveOn({ tx, place, member }: Doing): Promise<boolean> {
  if (member.admin) return true;
  const [first] = await presentersOf(tx, place);
  return first?.person === member.person;
}
