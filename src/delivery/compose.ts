import type { Card, Reply } from "../chat/reply.ts";
import type { Paper } from "../papers/paper.ts";
import type { Database } from "../store/database.ts";
import type { Content, Delivery } from "../store/deliveries.ts";
import { findPapers } from "../store/papers.ts";

/** How a paper is shown; the commands have the same. */
export type PaperCard = (paper: Paper, why?: string) => Card;

/** The message of a delivery, from the papers as they are now. Without cards if none of them is there any more. */
export async function compose(
  db: Database,
  { content, day, part }: Pick<Delivery, "content" | "day" | "part">,
  card: PaperCard,
): Promise<Reply> {
  const papers = await readPapers(db, content);
  const heading = part === 0 ? `Paper of the day · ${longDay(day)}` : "More for today";
  return postOf(
    heading,
    papers.map(({ paper, why }) => card(paper, why)),
    content.note,
  );
}

/** A post for everybody in a channel. */
export function postOf(heading: string, cards: readonly Card[], note: string | undefined): Reply {
  return {
    outcome: "answer",
    audience: "everyone",
    text: note === undefined ? heading : `${heading}\n\n${note}`,
    cards,
    buttons: [],
  };
}

/** "Monday, 23 November 2026" */
export function longDay(day: string): string {
  return new Date(`${day}T00:00Z`).toLocaleDateString("en-GB", {
    timeZone: "UTC",
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
  });
}

// A paper that was planned under its title alone may have got its id meanwhile: its record then points to the other.
async function readPapers(db: Database, { papers }: Content) {
  const ids = papers.map(({ id }) => id);
  const records = await findPapers(db, ids, []);
  const targets = records.flatMap(({ mergedInto }) => mergedInto ?? []);
  const known = new Map(
    [...records, ...(await findPapers(db, targets, []))].map((one) => [one.paper.id, one]),
  );
  return papers.flatMap(({ id, why }) => {
    const record = known.get(known.get(id)?.mergedInto ?? id);
    return record ? [{ paper: record.paper, why }] : [];
  });
}
