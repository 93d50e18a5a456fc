import { fold } from "../../papers/fold.ts";

/**
 * The authors as `author:` looks for them: folded, one a line. A name with letters that are written in two ways has both: "müller" is
 * found as "muller" and "mueller", "đorđević" as "dordevic" and "djordjevic".
 */
export function foldedAuthors(authors: readonly string[]): string {
  const lines = authors.join("\n");
  const folded = plain(lines);
  if (!SPELLED.test(lines.normalize("NFC"))) return folded;
  const spelled = authors.map((author) => {
    const name = author.normalize("NFC").toLowerCase();
    const out = name.replace(SPELLINGS, (letter) => SPELLING.get(letter) ?? letter);
    return out === name ? plain(author) : `${plain(author)} ${plain(out)}`;
  });
  return spelled.join("\n");
}

function plain(text: string): string {
  return fold(text).replace(/['’ʹʺ]/g, "");
}

const SPELLING: ReadonlyMap<string, string> = new Map([
  ["ä", "ae"],
  ["ö", "oe"],
  ["ü", "ue"],
  ["ø", "oe"],
  ["å", "aa"],
  ["đ", "dj"],
]);
const SPELLED = /[äöüøåđ]/i;
const SPELLINGS = /[äöüøåđ]/g;
