import type { Card, Reply } from "../chat/reply.ts";
import type { Paper } from "../papers/paper.ts";
import type { Database } from "../store/database.ts";
import type { Content, Delivery } from "../store/deliveries.ts";
import { resolvePapers } from "../store/papers.ts";

/** How a paper is shown; the commands have the same. */
export type PaperCard = (paper: Paper, why?: string) => Card;

/** The message of a delivery, from the papers as they are now. Without cards if none of them is there any more. */
export async function compose(
  db: Database,
  { content, day, kind }: Pick<Delivery, "content" | "day" | "kind">,
  card: PaperCard,
): Promise<Reply> {
  const papers = await readPapers(db, content);
  const heading = kind === "post" ? `Paper of the day · ${longDay(day)}` : "More for today";
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

// Making one takes a hundred times as long as using it.
const longDate = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
});

/** "Monday, 23 November 2026" */
export function longDay(day: string): string {
  return longDate.format(new Date(`${day}T00:00Z`));
}

// A paper that was planned under its title alone may have got its id meanwhile.
async function readPapers(db: Database, { papers }: Content) {
  const known = await resolvePapers(
    db,
    papers.map(({ id }) => id),
  );
  return papers.flatMap(({ id, why }) => {
    const paper = known.get(id);
    return paper ? [{ paper, why }] : [];
  });
}
