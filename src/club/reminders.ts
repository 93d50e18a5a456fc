import type { Card, Reply } from "../chat/reply.ts";
import type { Paper } from "../papers/paper.ts";
import { allClubs, findClub } from "../store/club/clubs.ts";
import type { Database } from "../store/database.ts";
import { type Delivery, deliveryId, findDelivery, insertDeliveries } from "../store/deliveries.ts";
import { groupCommit } from "../store/group-commit.ts";
import { resolvePapers } from "../store/papers.ts";
import { findSubscription } from "../store/subscriptions.ts";
import { HOUR_MS } from "../time/day.ts";
import { describeInstant } from "../time/zone.ts";
import { zoneWords } from "../time/zone-names.ts";
import type { JournalClub } from "./club.ts";
import { meetingsAfter } from "./meetings.ts";

/** Reminders of meetings, which the delivery runner posts: never twice, and never after the meeting. */
export interface Reminders {
  /** Writes a ledger row for each reminder that has become due. Doing it again changes nothing. */
  plan(): Promise<void>;
  /** What a reminder says now; undefined if there is no meeting on that day any more. */
  compose(reminder: Delivery): Promise<Reply | undefined>;
}

interface ReminderParts {
  readonly db: Database;
  readonly club: Pick<JournalClub, "state">;
  readonly card: (paper: Paper, why?: string) => Card;
  readonly now: () => Date;
}

export function createReminders({ db, club, card, now }: ReminderParts): Reminders {
  return {
    async plan() {
      for (const one of await allClubs(db)) {
        const [next] = meetingsAfter(one, now(), 1);
        if (!next || one.remindHours === 0) continue;
        const dueAt = new Date(next.at.getTime() - one.remindHours * HOUR_MS);
        const id = deliveryId(one, next.day, "reminder");
        if (dueAt > now() || (await findDelivery(db, id))) continue;
        // A paused channel gets no reminders either.
        if ((await findSubscription(db, one))?.paused) continue;
        const { platform, channel, server } = one;
        const row: Delivery = {
          id,
          platform,
          channel,
          server,
          day: next.day,
          kind: "reminder",
          state: "planned",
          content: { papers: [] },
          dueAt,
          closesAt: next.at,
          attempts: 0,
          updatedAt: now(),
        };
        await groupCommit(db, (tx) => insertDeliveries(tx, [row]));
      }
    },

    async compose({ platform, channel, day }) {
      const meetings = await findClub(db, { platform, channel });
      const next = meetings && meetingsAfter(meetings, now(), 1)[0];
      if (!next || next.day !== day) return undefined;
      const { queue, presenters } = await club.state({ platform, channel, server: meetings.server });
      const ids = queue.map(({ id }) => id);
      const known = await resolvePapers(db, ids);
      const paper = ids.map((id) => known.get(id)).find((one) => one !== undefined);
      const [presenter, following] = presenters.map(({ name }) => name);
      const lines = [
        `Journal club · ${describeInstant(next.at, meetings.timezone, now())} ${zoneWords(meetings.timezone)}`,
        presenter && `Presenting: ${presenter}${following ? `; after that: ${following}` : ""}`,
        !paper && "No paper has been chosen yet.",
      ];
      return {
        outcome: "answer",
        audience: "everyone",
        text: lines.filter(Boolean).join("\n\n"),
        cards: paper ? [card(paper)] : [],
        buttons: [],
      };
    },
  };
}
