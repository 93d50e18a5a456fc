import { editDistance } from "./edit-distance.ts";

/** The candidate that `word` is most likely a slip of: at most a third of its letters wrong. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const typed = word.toLowerCase().slice(0, 40);
  const ranked = candidates
    .map((candidate) => ({ candidate, edits: editDistance(typed, candidate.toLowerCase()) }))
    .filter(
      ({ candidate, edits }) =>
        edits <= Math.max(1, Math.floor(candidate.length / 3)) || startsAlike(typed, candidate),
    )
    .sort((a, b) => a.edits - b.edits);
  return ranked[0]?.candidate;
}

function startsAlike(typed: string, candidate: string): boolean {
  return typed.length >= 3 && candidate.toLowerCase().startsWith(typed);
}
