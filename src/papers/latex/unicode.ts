import { SUBSCRIPTS, SUPERSCRIPTS } from "./symbols.ts";

/** `x^2` or `x_2` in Unicode where every character has a raised or lowered form, else with the sign. */
export function raised(text: string, kind: "^" | "_"): string {
  const body = text.trim();
  const table = kind === "^" ? SUPERSCRIPTS : SUBSCRIPTS;
  const mapped = Array.from(body, (char) => table.get(char));
  if (!mapped.includes(undefined)) return mapped.join("");
  return /^(?:.|[\p{L}\p{N}]+)$/u.test(body) ? `${kind}${body}` : `${kind}(${body})`;
}

/** The first letter under an accent. `mark` is the accent's own sign, for letters that do not exist with it. */
export function accented(text: string, combining: string, mark = ""): string {
  const plain = text.trim().replace("ı", "i").replace("ȷ", "j");
  const [first = "", ...rest] = plain;
  const whole = (first + combining).normalize("NFC");
  // Signs only sit on letters that exist with them; a formula's accent only on a single letter.
  if (mark === "") return rest.length === 0 && /^\p{L}$/u.test(first) ? whole : plain;
  return [...whole].length === 1 && first !== "" ? whole + rest.join("") : mark + plain;
}

/** In brackets, if a fraction bar or a root would otherwise take hold of a part of it only. */
export function factor(text: string): string {
  const body = text.trim();
  return /^[\p{L}\p{N}.]*(?:_[\p{L}\p{N}]{1,9})?$/u.test(body) ? body : `(${body})`;
}

/** The character with this number (`x2014`, `8212`); nothing for an impossible one. */
export function character(code: string): string {
  const value = Number(code.trim().replace(/^x/i, "0x"));
  return Number.isInteger(value) && value > 0 && value <= 0x10ffff ? String.fromCodePoint(value) : "";
}

/**
 * Whether the text between two dollar signs is a formula. A price has words after its number; the next price's sign has a
 * space before it or a digit after it.
 */
export function isFormula(content: string, after: string): boolean {
  if (content === "" || PRICE.test(content)) return false;
  return /[\\^_=]|^\s\S+\s$|^[^\s\w]{1,3}$/.test(content) || !(/^\s|\s$/.test(content) || /\d/.test(after));
}

const PRICE =
  /^\s?\d[\d.,]*\s?(?:[kKMB]|bn)?[\s/–-]{1,3}(?:[a-zA-Z]{3,}|(?:an|as|at|by|if|in|is|of|on|or|to|we)\b)/;
