/**
 * At most `room` UTF-16 code units of `text`, which may be escaped. Cuts after a sentence if that keeps half of the
 * room, else between words, else between characters as a reader counts them; never inside an escape.
 */
export function cut(text: string, room: number): string {
  if (text.length <= room) return text;
  if (room < 1) return "";
  const end = room - 1;
  const enough = end / 2;
  const sentence = boundary(sentences, text, end);
  if (sentence > enough) return text.slice(0, sentence).trimEnd();
  const word = text.slice(0, end + 1).search(/\s\S*$/u);
  if (word > enough) return `${wholeEscapes(text.slice(0, word).trimEnd())}…`;
  const character = boundary(characters, text, end);
  // One "character" of thousands of code points is an attack, not a character.
  const last = character > enough || end < 20 ? character : end - (splitsPair(text, end) ? 1 : 0);
  return `${wholeEscapes(text.slice(0, last))}…`;
}

const sentences = new Intl.Segmenter("en", { granularity: "sentence" });
const characters = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The start of the segment that contains `end`: the last place at or before `end` where nothing is split. */
function boundary(segmenter: Intl.Segmenter, text: string, end: number): number {
  return segmenter.segment(text).containing(end)?.index ?? 0;
}

function splitsPair(text: string, at: number): boolean {
  return /[\udc00-\udfff]/.test(text[at] ?? "") && /[\ud800-\udbff]/.test(text[at - 1] ?? "");
}

/** Drops a backslash at the end whose other half was cut off. */
function wholeEscapes(text: string): string {
  const backslashes = /(?<!\\)\\*$/.exec(text)?.[0].length ?? 0;
  return backslashes % 2 === 1 ? text.slice(0, -1) : text;
}
