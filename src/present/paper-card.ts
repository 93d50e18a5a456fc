import type { Action, Effect } from "../chat/action.ts";
import { type Button, buttons, type Card } from "../chat/reply.ts";
import { paperUrl } from "../papers/identifier.ts";
import type { Paper } from "../papers/paper.ts";
import type { Tally, VoteChoice } from "../taste/voting.ts";

/** A paper in a post: its summary where there is one, because it was written to be read at a glance. */
export function paperCard(paper: Paper, why?: string, tally?: Tally): Card {
  const offers = [...signalButtons(paper, tally), similarButton(paper), abstractButton(paper)];
  return card(paper, paper.summary ?? paper.abstract, why, offers);
}

/** A paper by itself: the abstract in full, and every author. */
export function fullCard(paper: Paper, tally?: Tally): Card {
  const whole = card(paper, paper.abstract ?? paper.summary, undefined, [
    ...signalButtons(paper, tally),
    similarButton(paper),
  ]);
  return {
    ...whole,
    facts: [authorLine(paper, 50), ...whole.facts.slice(paper.authors.length > 0 ? 1 : 0)].filter(Boolean),
  };
}

/** "Ann Lee, Bo Chen and 9 others": at most `most` names, and how many more there are. */
function authorLine(paper: Paper, most = 3): string {
  const count = Math.max(paper.authorsCount ?? 0, paper.authors.length);
  if (count <= most && count === paper.authors.length) return paper.authors.join(", ");
  const shown = paper.authors.slice(0, most - 1);
  const others = count - shown.length;
  return shown.length === 0 ? "" : `${shown.join(", ")} and ${others} ${others === 1 ? "other" : "others"}`;
}

// Making a formatter takes longer than all else that a card needs.
const MONTH = new Intl.DateTimeFormat("en", { month: "short", timeZone: "UTC" });

/** "2024", "Jul 2024" or "1 Jul 2024", as exact as the date is known. */
export function dateLine(published: string): string {
  const [year = "", month, day] = published.split("-");
  const name = month && MONTH.format(new Date(`${year}-${month}-01`));
  return [day && String(Number(day)), name, year].filter(Boolean).join(" ");
}

export function similarButton(paper: Paper): Button {
  return {
    label: "Similar papers",
    action: { command: "similar", options: { paper: paper.id }, effect: "answer" },
  };
}

/** What teaches the bot comes first: where a message has no room for every button, the last ones are left out. */
function signalButtons(paper: Paper, tally: Tally = NO_VOTES): readonly Button[] {
  return [voteButton(paper, "up", tally), voteButton(paper, "down", tally), saveButton(paper)];
}

const NO_VOTES: Tally = { up: 0, down: 0 };

function voteButton(paper: Paper, vote: "up" | "down", tally: Tally): Button {
  return { label: voteLabel(vote, tally), action: voteAction(paper, vote, "update") };
}

/** "👍 Relevant 3"; without the count where nobody has voted so. */
export function voteLabel(vote: VoteChoice, { up, down }: Tally): string {
  const [words, count] = vote === "down" ? ["👎 Not relevant", down] : ["👍 Relevant", up];
  return count > 0 ? `${words} ${count.toLocaleString("en")}` : words;
}

/** What a button that votes on a paper does. */
export function voteAction({ id }: Pick<Paper, "id">, vote: VoteChoice, effect: Effect = "answer"): Action {
  return { command: "vote", options: { paper: id, vote }, effect };
}

export function saveButton(paper: Pick<Paper, "id">): Button {
  return { label: "Save", action: saveAction("save", paper, "own") };
}

/** The same button where the paper is on its presser's list. */
export function savedButton(paper: Pick<Paper, "id">): Button {
  return { label: "Saved", action: saveAction("unsave", paper, "own") };
}

export function saveAction(command: "save" | "unsave", { id }: Pick<Paper, "id">, effect: Effect): Action {
  return { command, options: { paper: id }, effect };
}

export function abstractButton(paper: Paper): Button {
  return {
    label: "Read abstract",
    action: { command: "abstract", options: { paper: paper.id }, effect: "answer" },
  };
}

function card(
  paper: Paper,
  body: string | undefined,
  why: string | undefined,
  offers: readonly Button[],
): Card {
  const url = paperUrl(paper.id) ?? paper.url;
  const facts = [
    authorLine(paper),
    paper.published && dateLine(paper.published),
    paper.categories[0],
    paper.venue,
    paper.upvotes && `${paper.upvotes} ${paper.upvotes === 1 ? "vote" : "votes"}`,
    paper.codeUrl && "has code",
  ].filter((fact): fact is string => Boolean(fact));
  return {
    paper: paper.id,
    title: paper.title,
    ...(url !== undefined && { url }),
    facts,
    ...(body !== undefined && { body }),
    ...(why !== undefined && { why }),
    buttons: buttons(...offers),
  };
}

/** "Votes here: 3 relevant, 1 not relevant."; empty without any. */
export function tallyLine({ up, down }: Tally): string {
  const parts = [up > 0 && `${up} relevant`, down > 0 && `${down} not relevant`].filter(Boolean);
  return parts.length > 0 ? `Votes here: ${parts.join(", ")}.` : "";
}
