import { dateOf, namesOf } from "../papers/export/reference.ts";
import type { Name, Paper } from "../papers/paper.ts";
import { titleKey } from "../papers/text.ts";

const LONGEST_PART = 20;

/**
 * The stem of a paper's key, from its present record: `chen2024videollm`, lower-case letters and digits only. Two
 * papers may share one.
 */
export function keyStem(paper: Paper): string {
  const [first] = namesOf(paper);
  const year = dateOf(paper)?.slice(0, 4) ?? "nd";
  const words = paper.title
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .map(ascii)
    .filter(Boolean);
  const word = words.find((one) => one.length > 2 && !COMMON.has(one)) ?? words[0] ?? "paper";
  return `${familyOf(first) || "anon"}${year}${word}`;
}

// For an organisation, the word that identifies it: "atlas" of The ATLAS Collaboration.
function familyOf(name: Name | undefined): string {
  if (name === undefined) return "";
  const words = ("literal" in name ? name.literal : name.family).split(" ").map(ascii).filter(Boolean);
  if (!("literal" in name)) return words.at(-1) ?? "";
  return words.find((word) => !COMMON.has(word)) ?? words[0] ?? "";
}

/** The key of the `round`th paper with a stem: the stem itself, then with a, b, … z, aa, ab, … */
export function keyOfRound(stem: string, round: number): string {
  let suffix = "";
  for (let left = round; left > 0; left = Math.floor((left - 1) / 26))
    suffix = String.fromCharCode(97 + ((left - 1) % 26)) + suffix;
  return stem + suffix;
}

function ascii(word: string): string {
  return titleKey(word)
    .replace(/[^a-z0-9]/g, "")
    .slice(0, LONGEST_PART);
}

const COMMON = new Set(
  "about all and are but can does for from how into its not off one onto our out over than that the their them these they this through too towards under upon via was were what when where which who why will with without you your".split(
    " ",
  ),
);
