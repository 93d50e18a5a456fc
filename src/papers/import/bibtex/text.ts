/**
 * A value without the braces that only protect its letters (`{B}ees`, `{{Bees, Wasps: A Study}}`); the arguments of LaTeX
 * commands and formulas keep theirs. In BibTeX an unescaped brace is never part of the text. `marks` take the braces' places.
 */
export function withoutProtection(
  raw: string,
  marks: readonly [open: string, close: string] = ["", ""],
): string {
  const value = raw.slice(0, LONGEST_TEXT);
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
  return value
    .replace(/\\(?:url|href|path|nolinkurl)\s*\{/g, "")
    .replace(/\\([_&%#~$])/g, "$1")
    .replace(/[{}]/g, "")
    .trim();
}

/** The names in an author list: `Bee, Ana and {Hive Lab} and de la Dee, Jr., Cy and others`, each in the order it is said. */
export function bibtexNames(list: string): string[] {
  const pieces = splitOutside(list, /[{}]|\sand(?=\s)/gi);
  const names = pieces.length === 1 ? splitOutside(list, /[{}]|;/g) : pieces;
  return names.flatMap((name) => {
    const trimmed = name.trim();
    if (trimmed === "" || /^(?:others|et\.? al\.?)$/i.test(trimmed)) return [];
    const parts = splitOutside(trimmed, /[{}]|,/g).map((part) => part.trim());
    const [last = "", second = "", third] = parts;
    const ordered = third === undefined ? [second, last] : [third, last, second];
    return withoutProtection(ordered.filter(Boolean).join(" ")) || [];
  });
}

// Far above the longest abstract that is kept.
const LONGEST_TEXT = 100_000;

// At most this many pieces, far above the longest author list.
const MOST_PIECES = 20_000;

// `signs` finds braces and separators.
function splitOutside(text: string, signs: RegExp): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let start = 0;
  for (const sign of text.matchAll(signs)) {
    if (sign[0] === "{") depth++;
    else if (sign[0] === "}") depth--;
    else if (depth === 0 && pieces.length < MOST_PIECES) {
      pieces.push(text.slice(start, sign.index));
      start = sign.index + sign[0].length;
    }
  }
  return [...pieces, text.slice(start)];
}
