/**
 * A text from anywhere as a mail may hold it: without controls, halves of characters, and what turns the direction of the words
 * that follow. Escaping, which is done where it is put into HTML, does not stop these.
 */
export function safeText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\ufeff]/gu, "")
    .replace(/[\p{Cc}\u2028\u2029\ufffe\uffff]+/gu, " ");
}
