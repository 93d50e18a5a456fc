import type { Shelf } from "../corpus/corpus.ts";
import { mostVotesFirst } from "../ranking/rank.ts";
import { firstOf } from "../storage/top-k.ts";
import { isStopWord, termOf } from "../text/analyze.ts";
import { foldTitle } from "../text/paper-text.ts";

/**
 * Slots of titles that hold a text word for word; only those that begin with it, if there are any ("GPipe" means
 * "GPipe: Efficient Training …" and not every paper that compares itself with it).
 */
export function titlesContaining(text: string, limit: number, shelf: Shelf): readonly number[] {
  const typed = foldTitle(text);
  if (typed === "") return [];
  const found: Found[] = [];
  for (const slot of candidates(typed.split(" "), shelf)) {
    const title = shelf.records.foldedTitle(slot);
    const at = `${title} `.indexOf(` ${typed} `);
    if (at >= 0) found.push({ slot, fit: Math.min(at, 1) });
  }
  const best = Math.min(...found.map(({ fit }) => fit));
  return ranked(
    found.filter(({ fit }) => fit === best),
    limit,
    shelf,
  );
}

/** Slots of titles that complete a half-typed text: begun by it, then holding it, then holding words that begin so. */
export function titlesCompleting(text: string, limit: number, shelf: Shelf): readonly number[] {
  const typed = foldTitle(text);
  const words = typed.split(" ");
  const starts = words.map((word) => ` ${word}`);
  const found: Found[] = [];
  for (const slot of candidates(words, shelf)) {
    const title = shelf.records.foldedTitle(slot);
    if (!starts.every((start) => title.includes(start))) continue;
    const at = title.indexOf(` ${typed}`);
    found.push({ slot, fit: at === 0 ? 0 : at > 0 ? 1 : 2 });
  }
  return ranked(found, limit, shelf);
}

// Reading thousands of titles takes a while, so the index narrows them down by the word that says most; only where all words
// are short or stop words, which it does not hold, are the titles themselves looked through for the beginning of one.
function candidates(words: readonly string[], { title, vocabulary, records }: Shelf): Iterable<number> {
  const byLength = [...words].sort((a, b) => b.length - a.length);
  const longest = byLength.find((word) => word.length >= TELLING_LENGTH && !isStopWord(word));
  if (longest === undefined) return records.titlesWith(byLength[0] ?? "").slice(0, ENOUGH_TITLES);
  const slots = new Set<number>();
  for (const { word } of vocabulary.startingWith(longest, MOST_COMPLETIONS)) {
    title.each(termOf(word), (slot) => slots.add(slot));
    if (slots.size >= ENOUGH_TITLES) break;
  }
  return slots;
}

const TELLING_LENGTH = 3;
const MOST_COMPLETIONS = 500;
const ENOUGH_TITLES = 5000;

interface Found {
  readonly slot: number;
  /** 0 is best. */
  readonly fit: number;
}

function ranked(found: readonly Found[], limit: number, shelf: Shelf): readonly number[] {
  return firstOf(found, limit, (a, b) => a.fit - b.fit || mostVotesFirst(a.slot, b.slot, shelf)).map(
    ({ slot }) => slot,
  );
}
