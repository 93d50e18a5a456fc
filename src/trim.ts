/**
 * A text without those characters at its end. A pattern such as `/[.!]+$/` looks again from every one of them in a long run
 * that is not at the end.
 */
export function trimEndOf(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text[end - 1] ?? " ")) end -= 1;
  return text.slice(0, end);
}

/** A text without those characters at its start and end. */
export function trimOf(text: string, characters: string): string {
  const rest = trimEndOf(text, characters);
  let start = 0;
  while (start < rest.length && characters.includes(rest[start] ?? " ")) start += 1;
  return rest.slice(start);
}
