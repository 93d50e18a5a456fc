import type { Caller } from "../chat/command.ts";
import { type Button, menu, type Reply } from "../chat/reply.ts";
import type { DeliveryParts } from "../delivery/delivery.ts";
import type { Paper } from "../papers/paper.ts";
import { type ListedPaper, listCard, paperCard } from "./paper-card.ts";
import type { Services } from "./services.ts";

/** How papers look in posts. */
export const postLook: Pick<DeliveryParts, "card" | "list"> = {
  card: paperCard,
  list: (listed) => ({
    cards: listed.map(({ tally, ...one }, at) => listCard(one, tally, at === 0)),
    ...openMenu(listed.map(({ paper }) => paper)),
  }),
};

interface ListParts {
  readonly heading: string;
  readonly papers: readonly ListedPaper[];
  readonly footer?: string | undefined;
  readonly buttons?: readonly Button[];
  /** `asker` where the list belongs to one person. */
  readonly audience?: Reply["audience"];
  /** Whether a note that all papers share is said once, above them. */
  readonly sharesNotes?: boolean;
}

/** Papers as a compact list: a title and a line for each, the summary of the first alone, and a menu that opens one. */
export async function paperList(
  { heading, papers, footer, buttons = [], audience = "conversation", sharesNotes = false }: ListParts,
  { taste }: Services,
  caller: Caller,
): Promise<Reply> {
  const tallies = await taste.tallies(
    caller,
    papers.map(({ paper }) => paper.id),
  );
  const { common, listed } = sharesNotes ? shareNotes(papers) : { common: undefined, listed: papers };
  return {
    outcome: "answer",
    audience,
    text: common === undefined ? heading : `${heading}\n${common}`,
    cards: listed.map((one, at) => listCard(one, tallies.get(one.paper.id), at === 0)),
    ...(footer ? { footer } : {}),
    buttons,
    ...openMenu(papers.map(({ paper }) => paper)),
  };
}

/** The note that several papers share, as a sentence to be said once, and the papers without it. */
export function shareNotes<Listed extends Pick<ListedPaper, "note">>(
  papers: readonly Listed[],
): { readonly common: string | undefined; readonly listed: readonly Listed[] } {
  const [first, ...others] = papers;
  const note = others.length > 0 && others.every((one) => one.note === first?.note) ? first?.note : undefined;
  if (note === undefined) return { common: undefined, listed: papers };
  return {
    common: `${note.charAt(0).toUpperCase()}${note.slice(1)}.`,
    listed: papers.map((one) => ({ ...one, note: undefined })),
  };
}

/** "Open a paper…": each choice shows one paper's page, privately. */
export function openMenu(papers: readonly Pick<Paper, "id" | "title">[]): Pick<Reply, "menu"> {
  return menu(
    "Open a paper…",
    papers.map(({ id, title }, at) => ({
      label: papers.length > 1 ? `${at + 1}. ${title}` : title,
      action: { command: "abstract", options: { paper: id }, effect: "answer" },
    })),
  );
}
