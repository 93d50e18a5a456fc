/**
 * A text from anywhere as a page may hold it. What turns the direction of the words that follow, controls, and halves of characters
 * are taken out: escaping, which is done where the text is put into HTML, does not stop them.
 */
export function plain(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/gu, "")
    .replace(/[\p{Cc}\ufffe\uffff]+/gu, " ");
}
