import type { FetchContext, Source, SourceItem } from "../../../src/papers/sources/source.ts";
import { collect } from "../collect.ts";

/** Everything that a source reports about the days. */
export function itemsOf(
  source: Source,
  days: readonly string[],
  context: Partial<FetchContext> = {},
): Promise<SourceItem[]> {
  const signal = new AbortController().signal;
  const now = new Date("2026-11-20T11:00:00Z");
  return collect(source.fetch(days, { signal, now, doubtful: false, ...context }));
}

/** The papers among them. */
export const papersIn = (items: readonly SourceItem[]) =>
  items.flatMap((item) => (item.kind === "paper" ? [item.paper] : []));

/** The ids among them. */
export const idsIn = (items: readonly SourceItem[]) => papersIn(items).map((paper) => paper.id);
