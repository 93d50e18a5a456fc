import type { Paper } from "../../papers/paper.ts";
import { listCard } from "../../present/paper-card.ts";
import type { Html } from "../layout.ts";
import { excerptOf } from "../library/list.ts";
import { paperItem } from "../papers.ts";
import type { WebParts } from "../parts.ts";

type Tally = Parameters<typeof listCard>[1];

/** A paper on a channel's page, with its votes as numbers, the beginning of what it is about, and why it is there. */
export function votedItem(
  { paper, why }: { readonly paper: Paper; readonly why?: string | undefined },
  tally: Tally,
  { addresses }: WebParts,
): Html {
  const { body, ...card } = listCard({ paper }, tally, true);
  const item = { ...card, ...(body !== undefined && { body: excerptOf(body) }), ...(why && { why }) };
  return paperItem(item, addresses.paper(paper.id), 3);
}
