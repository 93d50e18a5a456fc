import { isStopWord } from "../src/search/analyze.ts";

/** A title as people type it: small letters, no punctuation. */
export function plainTitle(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** At most `count` words of a plain title that mean something, in its order: what people remember of it. */
export function someWords(title: string, count: number, random: () => number): string {
  const words = title.split(" ").filter((word) => word.length > 2 && !isStopWord(word));
  while (words.length > count) words.splice(Math.floor(random() * words.length), 1);
  return words.join(" ");
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
