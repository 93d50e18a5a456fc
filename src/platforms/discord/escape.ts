/**
 * Makes text from anywhere safe in a message: it shows as it was written, and nothing in it formats, links, mentions or
 * reorders. discord.js's own `escapeMarkdown` leaves mentions, timestamps, quotes and masked links alone.
 */
export function escapeMarkdown(text: string): string {
  return (
    clean(text)
      .replace(/[\\*_~`|[\]<>#]/g, "\\$&")
      // A link inside a paper's text stays readable, but leads nowhere.
      .replace(/:(?=\/\/)/g, "\\:")
      // No backslash keeps a mention from being parsed; a zero-width space does.
      .replace(/@/g, "@\u200b")
      .replace(/^([ \t]*)([-+])/gm, "$1\\$2")
      .replace(/^([ \t]*\d+)([.)])/gm, "$1\\$2")
  );
}

/** Removes invisible characters that have an effect: control and bidirectional characters, lone surrogates, towers of accents. */
export function clean(text: string): string {
  // Most text is plain, and every field of every answer goes through here.
  if (/^[!-~][ -~]*$/.test(text)) return text.trimEnd();
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/[\t\v\f\u0085]/g, " ")
    .replace(INVISIBLE, "")
    .replace(/(\p{M}{8})\p{M}+/gu, "$1")
    .split("\n")
    .map((line) => line.trim())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** On one line, as titles and facts are. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, " ");
}

/** Whether anything of `text` can be seen: a letter, a digit or a symbol that is not drawn as nothing. */
export function isVisible(text: string): boolean {
  return /(?![\u115f\u1160\u2800\u3164\uffa0])[\p{L}\p{N}\p{P}\p{S}]/u.test(text);
}

// Joiners (U+200C, U+200D) stay: emoji and several scripts are spelt with them.
const INVISIBLE =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
