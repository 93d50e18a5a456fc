import { foldTitle } from "./paper-text.ts";
import { firstOf, mostVotesFirst } from "./rank.ts";
import type { Shelf } from "./shelf.ts";

/**
 * Slots of titles that hold a text word for word; only those that begin with it, if there are any ("GPipe" means
 * "GPipe: Efficient Training …" and not every paper that compares itself with it).
 */
export function titlesContaining(text: string, limit: number, shelf: Shelf): readonly number[] {
  const typed = foldTitle(text);
  if (typed === "") return [];
  const found: Found[] = [];
  for (const slot of shelf.all()) {
    const title = shelf.at(slot)?.foldedTitle ?? "";
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
  const words = typed.split(" ").map((word) => ` ${word}`);
  const found: Found[] = [];
  for (const slot of shelf.all()) {
    const title = shelf.at(slot)?.foldedTitle ?? "";
    if (!words.every((word) => title.includes(word))) continue;
    const at = title.indexOf(` ${typed}`);
    found.push({ slot, fit: at === 0 ? 0 : at > 0 ? 1 : 2 });
  }
  return ranked(found, limit, shelf);
}

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
