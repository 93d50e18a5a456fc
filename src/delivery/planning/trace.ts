import type { Pick } from "../../recommend/pick.ts";
import { describeDrop, describeMatch } from "../../recommend/request.ts";
import type { Subscription } from "../../store/subscriptions.ts";
import { FALLBACK_NOTE } from "./plan.ts";

/** How many papers of each stage are named; the others are counted. */
const MOST_NAMED = 10;

const STAGES = ["shown", "hidden", "known", "category", "match", "rank"] as const;

/** A pick as lines to read: what is taken and why, and at which stage and why the others were dropped. */
export function tracePick(pick: Pick, subscription: Subscription): readonly string[] {
  const taken = pick.papers.map(
    ({ paper, why }, at) => `  ${at + 1}. ${paper.title} (${paper.id})${why && `: ${why}`}`,
  );
  const stages = STAGES.flatMap((stage) => {
    const dropped = pick.dropped.filter((one) => one.stage === stage);
    if (dropped.length === 0) return [];
    const named = dropped
      .slice(0, MOST_NAMED)
      .map(
        (one) =>
          `    ${one.paper.title} (${one.paper.id}): ${[describeDrop(one, subscription), describeMatch(one)].filter(Boolean).join("; ")}`,
      );
    const more = dropped.length - named.length;
    return [
      `  dropped at “${stage}”: ${dropped.length.toLocaleString("en")}`,
      ...named,
      ...(more > 0 ? [`    and ${more.toLocaleString("en")} more`] : []),
    ];
  });
  const unmatched = `  not considered, since they match no topic: ${pick.unmatched.toLocaleString("en")}`;
  return [
    ...(pick.fallback ? [`  ${pick.papers.length > 0 ? FALLBACK_NOTE : "No new paper matches."}`] : []),
    ...taken,
    ...stages,
    ...(pick.unmatched > 0 ? [unmatched] : []),
  ];
}
