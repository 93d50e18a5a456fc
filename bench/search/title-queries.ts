import { isStopWord } from "../../src/search/text/analyze.ts";

/** A title as people type it: small letters, no punctuation. */
export function plainTitle(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** At most `count` words of a plain title that mean something, in its order: a piece of what people remember of it. */
export type DrawWords = (title: string, count: number, random: () => number) => string;

/** Which words people remember is not known, so there are several guesses. */
export const DRAWS: Readonly<Record<string, DrawWords>> = {
  any: someWords,
  first: (title, count) => telling(title).slice(0, count).join(" "),
  longest(title, count) {
    const words = telling(title);
    const longest = new Set([...words].sort((a, b) => b.length - a.length).slice(0, count));
    return words
      .filter((word) => longest.has(word))
      .slice(0, count)
      .join(" ");
  },
  beginning: (title, count) => title.split(" ").slice(0, count).join(" "),
};

/** Words from anywhere. */
export function someWords(title: string, count: number, random: () => number): string {
  const words = telling(title);
  while (words.length > count) words.splice(Math.floor(random() * words.length), 1);
  return words.join(" ");
}

function telling(title: string): string[] {
  return title.split(" ").filter((word) => word.length > 2 && !isStopWord(word));
}

/** The text with one of its letters a to z made another one. */
export function withWrongLetter(text: string, random: () => number): string {
  const letters = [...text];
  const places = letters.flatMap((letter, at) => (/[a-z]/.test(letter) ? [at] : []));
  const at = places[Math.floor(random() * places.length)];
  if (at === undefined) return text;
  const others = [..."abcdefghijklmnopqrstuvwxyz"].filter((letter) => letter !== letters[at]);
  letters[at] = others[Math.floor(random() * others.length)] ?? "";
  return letters.join("");
}
