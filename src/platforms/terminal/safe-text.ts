import { stripVTControlCharacters } from "node:util";

// U+200D and variation selectors stay: emoji and several scripts are made with them.
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const INVISIBLE = /[\u00ad\u200b\u2060-\u2064\ufeff\u{e0000}-\u{e007f}]/gu;
// Operating system commands, device control strings and the like: their content is not text.
const CONTROL_STRING = /\u001b[\]PX^_][^\u0007\u001b\n]*(?:\u0007|\u001b\\)/gu;

/**
 * Text from anywhere as one line that can't move the cursor or colour, retitle, link or reorder what a person sees: no
 * escape sequences, control characters, bidirectional overrides or lone surrogates; white space becomes one space.
 */
export function safeLine(text: string): string {
  return stripControls(text).replace(/\s+/gu, " ").trim();
}

/** The same with line breaks kept, and never more than one blank line in a row. */
export function safeText(text: string): string {
  return stripControls(text.replace(/\r\n?|[\u0085\u2028\u2029]/gu, "\n"))
    .replace(/[^\S\n]+/gu, " ")
    .split("\n")
    .map((line) => line.trim())
    .join("\n")
    .replace(/\n{3,}/gu, "\n\n")
    .trim();
}

/** The same for a file's text: every space and line end stays where it is. */
export function safeContent(text: string): string {
  return text
    .split(/(\r?\n|\t)/u)
    .map((part, index) => (index % 2 === 0 ? stripControls(part) : part))
    .join("");
}

/** The address to print, in its ASCII form, which can't disguise another one; undefined unless it is https, or our own. */
export function safeUrl(text: string, isOwn = false): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === "https:" || (isOwn && url.protocol === "http:") ? safeLine(url.href) : undefined;
}

function stripControls(text: string): string {
  return stripVTControlCharacters(text.toWellFormed().replace(CONTROL_STRING, ""))
    .replace(BIDI, "")
    .replace(INVISIBLE, "")
    .replace(/[\t\r\u0085]/gu, " ")
    .replace(/(?!\n)\p{Cc}/gu, "");
}
