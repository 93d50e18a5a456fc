// At most this many pieces, far above the longest author list.
const MOST_PIECES = 20_000;

/**
 * The text between the separators that stand outside of braces (and of straight quotes, where `signs` finds them). `signs` finds
 * braces and separators.
 */
export function splitOutside(text: string, signs: RegExp): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let isQuoted = false;
  let start = 0;
  for (const { 0: sign, index } of text.matchAll(signs)) {
    if (sign === "{") depth++;
    else if (sign === "}") depth--;
    else if (sign === '"') isQuoted = depth === 0 && !isQuoted && text.charAt(index - 1) !== "\\";
    else if (depth === 0 && !isQuoted && pieces.length < MOST_PIECES) {
      pieces.push(text.slice(start, index));
      start = index + sign.length;
    }
  }
  return [...pieces, text.slice(start)];
}

/** Where the brace group that begins at `start` ends; -1 if it does not. */
export function groupEnd(text: string, start: number): number {
  let depth = 0;
  for (const { 0: sign, index } of text.slice(start).matchAll(/\\.|[{}]/gs)) {
    if (sign === "{") depth++;
    else if (sign === "}" && --depth === 0) return start + index;
  }
  return -1;
}
