/**
 * A value without the braces that only protect its letters (`{B}ees`, `{{Bees, Wasps: A Study}}`); the arguments of LaTeX
 * commands and formulas keep theirs. In BibTeX an unescaped brace is never part of the text. `marks` take the braces' places.
 */
export function withoutProtection(
  raw: string,
  marks: readonly [open: string, close: string] = ["", ""],
): string {
  const value = raw.slice(0, LONGEST_TEXT);
  if (!/[{}]/.test(value)) return value;
  const kept: string[] = [];
  const open: boolean[] = [];
  let lastGroupWasKept = false;
  let start = 0;
  for (const sign of value.matchAll(/\\.|[{}]/gs)) {
    const { index } = sign;
    if (sign[0] === "{") {
      const before = value.slice(Math.max(0, index - 40), index);
      const isArgument =
        /(?:\\(?:[a-zA-Z]+\*?|[^a-zA-Z{}])\s*|[\^_])$/.test(before) ||
        (lastGroupWasKept && before.endsWith("}"));
      const isKept = isArgument || value.charAt(index + 1) === "\\";
      open.push(isKept);
      if (isKept) continue;
      kept.push(value.slice(start, index), marks[0]);
    } else if (sign[0] === "}") {
      lastGroupWasKept = open.pop() ?? false;
      if (lastGroupWasKept) continue;
      kept.push(value.slice(start, index), marks[1]);
    } else continue;
    start = index + 1;
  }
  return kept.join("") + value.slice(start);
}

/** An address or identifier without what LaTeX needs around it: `\url{https://…/a\_b}`. */
export function plainAddress(value: string): string {
  if (!/[\\{}$]/.test(value)) return value.trim();
  return value
    .replace(/\\(?:url|href|path|nolinkurl)\s*\{/g, "")
    .replace(/\{?\\text(less|greater)(?:\{\}|\s)?\}?/g, (_, side) => (side === "less" ? "<" : ">"))
    .replace(/\$([<>])\$/g, "$1")
    .replace(/\\([_&%#~$<>])/g, "$1")
    .replace(/[{}]/g, "")
    .trim();
}

// Far above the longest abstract that is kept.
const LONGEST_TEXT = 100_000;
