import { fold } from "../fold.ts";

/**
 * Whether two names of a venue may mean one: the same words, all words of one in the other, abbreviated word by word
 * (`J. Mach. Learn. Res.`), or by its initials (`NeurIPS`). Years, numbers and words that every venue has do not count.
 */
export function isSameVenue(a: string, b: string): boolean {
  const [one, other] = [tellingWords(a), tellingWords(b)];
  const [few, many] = one.length < other.length ? [one, other] : [other, one];
  if (few.length === 0) return true;
  return (
    few.every((word) => many.includes(word)) ||
    (few.length === many.length && few.every((word, at) => isShort(word, many[at] ?? ""))) ||
    acronymsOf(a).some((word) => isAcronym(word, wordsOf(b))) ||
    acronymsOf(b).some((word) => isAcronym(word, wordsOf(a)))
  );
}

const COMMON = new Set(
  (
    "a and annual conference for fifth first fourth in international meeting ninth of on proc proceedings second seventh sixth symposium " +
    "the third workshop ieee acm cvf advances j journal trans transactions lecture notes vol volume und der die"
  ).split(" "),
);

function wordsOf(venue: string): readonly string[] {
  return fold(venue)
    .slice(0, 300)
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== "" && !/^(?:st|nd|rd|th)$/.test(word));
}

function tellingWords(venue: string): readonly string[] {
  const words = wordsOf(venue);
  const telling = words.filter((word) => !COMMON.has(word));
  return telling.length > 0 ? telling : words;
}

function isShort(word: string, other: string): boolean {
  return word.startsWith(other) || other.startsWith(word);
}

/** Words with several capitals, in lower case. */
function acronymsOf(venue: string): readonly string[] {
  const words = venue.slice(0, 300).split(/[^\p{L}]+/u);
  return words.filter((word) => /\p{Lu}.{0,12}\p{Lu}/u.test(word)).map(fold);
}

// "neurips" is neur-i-p-s, the beginnings of words that follow each other.
function isAcronym(word: string, words: readonly string[]): boolean {
  if (word.length < 3 || word.length > 12 || words.length < 2) return false;
  let ends = new Set([0]);
  for (const whole of words) {
    const next = new Set(ends);
    for (const end of ends)
      for (let length = 1; word.startsWith(whole.slice(0, length), end) && length <= whole.length; length++)
        next.add(end + length);
    ends = next;
  }
  return ends.has(word.length) && words.every((other) => other !== word);
}
