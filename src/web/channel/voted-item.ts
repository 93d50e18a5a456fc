import type { Paper } from "../../papers/paper.ts";
import { listCard } from "../../present/paper-card.ts";
import { feedbackButtons } from "../feedback/buttons.ts";
import type { Html } from "../layout.ts";
import { excerptOf } from "../library/list.ts";
import { paperItem } from "../papers.ts";
import type { WebParts } from "../parts.ts";

type Tally = Parameters<typeof listCard>[1];

/** A paper on a channel's page, with its votes as numbers or buttons, the beginning of what it is about, and why it is there. */
export async function votedItem(
  { paper, why }: { readonly paper: Paper; readonly why?: string | undefined },
  tally: Tally,
  parts: WebParts,
): Promise<Html> {
  const feedback = (await feedbackButtons([paper.id], parts)).get(paper.id);
  // The buttons have the numbers.
  const { body, ...card } = listCard({ paper }, feedback ? undefined : tally, true);
  const item = { ...card, ...(body !== undefined && { body: excerptOf(body) }), ...(why && { why }) };
  return paperItem(item, parts.addresses.paper(paper.id), 3, feedback);
}
