/**
 * A text from outside as a message quotes it: on one line, and where it has more than `most` characters, those and an ellipsis.
 * Enough to tell which of their words somebody is asked about.
 */
export function shorten(text: string, most = 40): string {
  // A character is one or two code units. Whatever follows one too many is not looked at: the text may be huge.
  const start = [...text.slice(0, 2 * (most + 1)).replace(/\p{Cc}+/gu, " ")];
  return start.length > most ? `${start.slice(0, most).join("")}…` : start.join("");
}
