import type { Name } from "../paper.ts";

/**
 * The parts of a name as it is said: "Laurens van der Bee Jr." has the family name Bee with "van der" before it. A guess, as names are
 * often known in one piece only; put together again the parts are the name.
 */
export function saidName(name: string): Name {
  const words = name.split(" ");
  const isPlain = words.length > 1 && words.every((word) => WORD.test(word));
  if (!isPlain || ORGANISATION.test(name)) return { literal: name };
  const suffix = words.length > 2 && SUFFIX.test(words.at(-1) ?? "") ? words.pop() : undefined;
  // A particle in small letters belongs to the family name, but something has to be left as the rest of the name.
  let start = words.length - 1;
  while (
    start > 1 &&
    (/^\p{Ll}[\p{Ll}'’]*$/u.test(words[start - 1] ?? "") || CAPITAL.test(words[start - 1] ?? ""))
  )
    start--;
  const last = words.slice(start);
  let small = 0;
  while (small < last.length - 1 && /^\p{Ll}/u.test(last[small] ?? "")) small++;
  const particle = last.slice(0, small).join(" ");
  const family = last.slice(small).join(" ");
  return {
    family,
    given: words.slice(0, start).join(" "),
    ...(particle !== "" && { particle }),
    ...(suffix !== undefined && { suffix }),
  };
}

// Anything else is no name that could be taken apart.
const WORD = /^[\p{L}\p{M}.'’‘ʼ‐-]{1,100}$/u;
const SUFFIX = /^(?:jr|sr)\.?$|^I{2,3}$|^IV$/i;

// Part of the family name itself: "De Santis". "Van" and "Le" may as well be names between two others.
const CAPITAL = /^(?:De|Del|Della|Di|Dos|Da|Du|Von)$/;

const ORGANISATION =
  /\b(?:collaboration|consortium|committee|council|foundation|institute|university|laboratory|organi[sz]ation|association|society|agency|team|group|project|initiative|network|and|for|of the)\b/i;
