import { decodeHTMLStrict } from "entities/decode";
import { withBraces, withoutForeign } from "./latex/braces.ts";
import { DROPPED, latexToText } from "./latex/latex.ts";
import { withoutPreambles, withoutTags } from "./markup.ts";

// Texts that need a closer look: all but plain words, of which most names and titles are made.
const MARKED = /[^ !"#%'()*+,./0-9:;=?@A-Z[\]^_a-z|-]/;

// Genuine text settles in two or three rounds (a doubly escaped feed, LaTeX inside HTML).
const MOST_ROUNDS = 6;

/**
 * The text as a person reads it: HTML entities and tags resolved, LaTeX turned into Unicode, whitespace folded into
 * single spaces, control, invisible and bidi-override characters removed, NFC.
 *
 * Total, linear in the length of `raw`, and idempotent: already readable text comes back unchanged, braces aside that LaTeX
 * had escaped. Text that is still changing after a few rounds was built to do so, and loses its markup characters.
 */
export function readableText(raw: string): string {
  if (isPlain(raw)) return raw;
  let text = withoutForeign(raw);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = resolved(text);
    if (next === text) return withBraces(text);
    text = next;
  }
  const bare = withBraces(text).replace(/[\\$&<>{}~^_`]/g, " ");
  return withBraces(resolved(bare.replace(/-{2,}/g, "-").replace(/'{2,}/g, "'")));
}

// Pairs are found twice as fast one by one.
function isPlain(text: string): boolean {
  const isMarked = MARKED.test(text) || text.includes("  ") || text.includes("--") || text.includes("''");
  return !isMarked && !text.startsWith(" ") && !text.endsWith(" ");
}

/**
 * A key that is equal for two spellings of one title: case, punctuation, spaces, diacritics, LaTeX and super- and subscripts
 * make no difference (`M^3ViT` = `M³ViT` = `M3ViT`). Letters of all scripts survive.
 */
export function titleKey(title: string): string {
  const readable = readableText(title).toLowerCase();
  const key = readable
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[øłđæœßıħŋ×]/g, (letter) => FOLDED[letter] ?? letter)
    .replace(/[^\p{L}\p{N}\p{M}]/gu, "");
  // A title without one letter or digit still needs a key of its own.
  return key === "" ? readable.replaceAll(" ", "") : key;
}

/** At most `longest` UTF-16 units of `text`, cut between characters and marked with an ellipsis. */
export function cutText(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

const FOLDED: Readonly<Record<string, string>> = {
  ø: "o",
  ł: "l",
  đ: "d",
  æ: "ae",
  œ: "oe",
  ß: "ss",
  ı: "i",
  ħ: "h",
  ŋ: "n",
  "×": "x",
};

// Controls, soft hyphen, zero-width space, direction marks and overrides, annotation and tag characters, lone surrogates.
const INVISIBLE =
  /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\p{Cs}]/gu;

const DROPPED_WITH_SPACE = new RegExp(` ?${DROPPED}`, "g");

/** White space other than single spaces. To put a space in the place of each would be half the time of reading a text. */
const UNFOLDED = /[^\S ]|\x85| {2}/;

function resolved(text: string): string {
  let out = text.replace(INVISIBLE, "");
  if (out.includes("&")) out = decodeHTMLStrict(out).replace(INVISIBLE, "");
  if (out.includes("<")) out = withoutTags(out);
  out = latexToText(withoutPreambles(out));
  if (UNFOLDED.test(out)) out = out.replace(/[\s\x85]+/g, " ");
  return out.replace(DROPPED_WITH_SPACE, "").trim().normalize("NFC");
}
