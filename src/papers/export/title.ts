import type { Paper } from "../paper.ts";

/**
 * The title in pieces, every second of which keeps its capitals whatever a style does to titles: as its source has it, or else the words
 * with a capital past their first letter ("NeRF", "GPT").
 */
export function titlePieces({ title, publication }: Paper): readonly string[] {
  const told = publication?.titleParts;
  if (told !== undefined && told.join("") === title) return told;
  // A title in capitals alone says nothing about its words.
  if (!/\p{Ll}/u.test(title)) return [title];
  const pieces = [""];
  for (const [at, part] of title.split(/([\p{L}\p{N}\p{M}]+)/u).entries()) {
    const isWord = at % 2 === 1;
    const isKept = isWord && (/.\p{Lu}/u.test(part) || (at > 1 && part !== "A" && /^\p{Lu}$/u.test(part)));
    if (isKept) pieces.push(part, "");
    else pieces.push(`${pieces.pop() ?? ""}${part}`);
  }
  return pieces;
}
