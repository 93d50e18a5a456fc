import type { Action, Effect } from "../chat/action.ts";
import { type Button, buttons, type Card } from "../chat/reply.ts";
import { counted } from "../counted.ts";
import { pageOf } from "../papers/identifier.ts";
import type { Paper } from "../papers/paper.ts";
import type { Tally, VoteChoice } from "../taste/voting.ts";

/** A paper in a list, with its own details. */
export interface ListedPaper {
  readonly paper: Paper;
  /** The first detail, e.g. when it was posted. */
  readonly when?: string | undefined;
  /** Why it is there, where that is not obvious. */
  readonly note?: string | undefined;
  /** Another address that goes with it. */
  readonly link?: Card["link"] | undefined;
}

/** A paper in a post: with its summary if it has one, since that was written to be read at a glance. */
export function paperCard(paper: Paper, why?: string, tally?: Tally): Card {
  const offers = [...signalButtons(paper, tally), similarButton(paper), abstractButton(paper)];
  return card(paper, paper.summary ?? paper.abstract, why, offers);
}

/** A paper by itself: the whole abstract, and every author. */
export function fullCard(paper: Paper, tally?: Tally): Card {
  const offers = [...signalButtons(paper, tally), similarButton(paper)];
  return card(paper, paper.abstract ?? paper.summary, undefined, offers, 50);
}

/** A paper in a list: its title and a line about it, without buttons. A paper alone in its list gets its summary. */
export function listCard(
  { paper, when, note, link }: ListedPaper,
  { up, down }: Tally = NO_VOTES,
  withSummary = false,
): Card {
  const facts = [
    when,
    authorLine(paper),
    paper.published && monthLine(paper.published),
    paper.venue ?? paper.categories[0],
    up > 0 && `👍 ${up.toLocaleString("en")}`,
    down > 0 && `👎 ${down.toLocaleString("en")}`,
    paper.codeUrl && "code",
    note,
  ];
  const { facts: _, body, ...rest } = card(paper, (paper.summary ?? paper.abstract)?.replace(/\s+/gu, " "));
  return {
    ...rest,
    facts: facts.filter((fact): fact is string => Boolean(fact)),
    ...(withSummary && body !== undefined && { body }),
    ...(link && { link }),
  };
}

/** "Ann Lee, Bo Chen and 9 others", or "and others" where the number is unknown: at most `most` names. */
function authorLine(paper: Paper, most = 3): string {
  const count = Math.max(paper.authorsCount ?? 0, paper.authors.length);
  if (count <= most && count === paper.authors.length) return paper.authors.join(", ");
  const shown = paper.authors.slice(0, most - 1);
  const others = count - shown.length;
  // A source that only says that there are more authors is stored as a count of one more than the list has.
  if (shown.length > 0 && count === paper.authors.length + 1) return `${shown.join(", ")} and others`;
  return shown.length === 0 ? "" : `${shown.join(", ")} and ${counted(others, "other")}`;
}

// Making a formatter takes longer than everything else that a card needs.
const MONTH = new Intl.DateTimeFormat("en", { month: "short", timeZone: "UTC" });

/** "2024" or "Jul 2024". */
function monthLine(published: string): string {
  return dateLine(published.split("-").slice(0, 2).join("-"));
}

/** "2024", "Jul 2024" or "1 Jul 2024", as precise as the date is known. */
export function dateLine(published: string): string {
  const [year = "", month, day] = published.split("-");
  const name = month && MONTH.format(new Date(`${year}-${month}-01`));
  return [day && String(Number(day)), name, year].filter(Boolean).join(" ");
}

/** An id as people write it: "arXiv 2405.16009". */
export function readableId(id: string): string {
  return id.replace(/^arxiv:/u, "arXiv ").replace(/^doi:/u, "DOI ");
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

/** "👍 Relevant 3"; without the count where nobody has cast such a vote. */
export function voteLabel(vote: VoteChoice, { up, down }: Tally): string {
  const [words, count] = vote === "down" ? ["👎 Not relevant", down] : ["👍 Relevant", up];
  return count > 0 ? `${words} ${count.toLocaleString("en")}` : words;
}

/** The action of a button that votes on a paper. */
export function voteAction({ id }: Pick<Paper, "id">, vote: VoteChoice, effect: Effect = "answer"): Action {
  return { command: "vote", options: { paper: id, vote }, effect };
}

export function saveButton(paper: Pick<Paper, "id">): Button {
  return { label: "Save", action: saveAction("save", paper, "own") };
}

/** The same button where the paper is on the presser's own list. */
export function savedButton(paper: Pick<Paper, "id">): Button {
  return { label: "Saved", action: saveAction("unsave", paper, "own") };
}

export function saveAction(command: "save" | "unsave", { id }: Pick<Paper, "id">, effect: Effect): Action {
  return { command, options: { paper: id }, effect };
}

function abstractButton(paper: Paper): Button {
  return {
    label: "Read abstract",
    action: { command: "abstract", options: { paper: paper.id }, effect: "answer" },
  };
}

function card(
  paper: Paper,
  body: string | undefined,
  why?: string,
  offers: readonly Button[] = [],
  mostAuthors?: number,
): Card {
  const url = pageOf(paper);
  const facts = [
    authorLine(paper, mostAuthors),
    paper.published && dateLine(paper.published),
    paper.categories[0],
    paper.venue,
    paper.upvotes && `${counted(paper.upvotes, "upvote")} on Hugging Face`,
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
