import type { Database } from "../store/database.ts";
import { savedAmong } from "../store/saves.ts";
import { findVotes, type Lab, type Tally } from "../store/votes.ts";

/** What a person, and their lab, have said about a paper. */
export interface Feedback {
  readonly tally: Tally;
  /** The person's own vote in this lab; absent without one. */
  readonly vote?: "up" | "down";
  readonly isSaved: boolean;
}

/** The feedback on several papers, by canonical id, in two queries. */
export async function feedbackOn(
  db: Database,
  papers: readonly string[],
  { person, platform, lab }: { readonly person: string; readonly platform: string; readonly lab: Lab },
): Promise<ReadonlyMap<string, Feedback>> {
  if (papers.length === 0) return new Map();
  const [votes, saved] = [
    await findVotes(db, { papers, platform, lab }),
    await savedAmong(db, person, papers),
  ];
  return new Map(
    papers.map((paper) => {
      const about = votes.filter((vote) => vote.paper === paper);
      const up = about.filter(({ value }) => value > 0).length;
      const own = about.find((vote) => vote.person === person);
      return [
        paper,
        {
          tally: { up, down: about.length - up },
          ...(own && { vote: own.value > 0 ? "up" : "down" }),
          isSaved: saved.has(paper),
        },
      ];
    }),
  );
}
