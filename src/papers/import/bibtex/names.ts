import { decodeHTMLStrict } from "entities";
import type { Name } from "../../paper.ts";
import { isOrganization, isSuffix, nameInParts, nameOfParts, readName, type Words } from "../../read-name.ts";
import { readableText } from "../../text.ts";
import type { AuthorList } from "../authors.ts";
import { groupEnd, splitOutside } from "./split.ts";
import { withoutProtection } from "./text.ts";

/**
 * The names in an author list of BibTeX or biblatex: `Bee, Ana and {Hive Lab} and de la Dee, Jr., Cy and others`, and
 * `family=Wasp, given=Bo, prefix=van der`. Lists with commas or semicolons where `and` should be are read as they are meant.
 */
export function bibtexNames(raw: string): AuthorList {
  const list = raw.includes("&") ? decodeHTMLStrict(raw) : raw;
  const pieces = namePieces(list).map((piece) => piece.trim());
  const people = pieces.filter((piece) => piece !== "" && !OTHERS.test(piece));
  let isMixed: boolean | undefined;
  // Whether a name without a comma stands beside those with one: then "Ana Bee, Bo Wasp and Cy Ant" is meant.
  const hasSaidName = () => {
    isMixed ??= people.some((piece) => !piece.includes(",") && isLong(wordsOf(piece)));
    return isMixed;
  };
  const names = people.flatMap((piece) => namesIn(piece, hasSaidName));
  return { names, hasMore: pieces.some((piece) => OTHERS.test(piece)) };
}

const OTHERS = /^\{?(?:others|et\.?[ ~]?al\.?)\}?$/i;

function namePieces(list: string): string[] {
  const pieces = splitOutside(list, /[{}]|\sand(?=\s)/gi);
  const [only = ""] = pieces;
  if (pieces.length > 1)
    return pieces.some((piece) => piece.includes(";")) ? pieces.flatMap(atSemicolons) : pieces;
  const parts = atSemicolons(only);
  if (parts.length > 1) return parts;
  // The whole list in braces too many: {Bee, Ana and Wasp, Bo}.
  const inner = wholeGroup(only);
  if (inner === undefined || !inner.includes(",")) return pieces;
  const people = splitOutside(inner, /[{}]|\sand(?=\s)/gi);
  return people.length > 1 && people.every(isTurned) ? people : pieces;
}

function isTurned(name: string): boolean {
  const parts = name.split(",");
  return parts.length === 2 && parts.every((part) => /^\p{L}[\p{L}\p{M} .'’-]*$/u.test(clean(part).trim()));
}

function atSemicolons(piece: string): string[] {
  return splitOutside(piece, /[{}]|;/g);
}

function namesIn(piece: string, hasSaidName: () => boolean): readonly Name[] {
  const group = wholeGroup(piece);
  if (group !== undefined) return compact(literal(group));
  if (EXTENDED.test(piece)) return compact(extendedName(splitOutside(piece, /[{}"]|,/g)));
  const commas = splitOutside(piece, /[{}]|,/g);
  // Braces that belong to the text may span several words.
  if (/\\(?:[{}]|textbrace|[lr]brace)/.test(piece))
    return compact(literal([...commas.slice(1), commas[0]].join(" ")));
  const plain = clean(withoutProtection(piece));
  if (isOrganization(plain) && (commas.length === 1 || wordsOf(commas[0] ?? "").length > 2))
    return compact(readName(plain));
  const parts = commas.map(wordsOf).filter((words) => words.length > 0);
  const [first = [], second = [], third] = parts;
  if (parts.length === 2 && isLong(first) && isLong(second) && hasSaidName())
    return parts.flatMap((part) => compact(nameOfParts([part])));
  const isOne = third === undefined || (parts.length === 3 && (isSuffix(second) || isSuffix(third)));
  return isOne ? compact(nameOfParts(parts)) : listOf(parts);
}

// Commas where `and` should be: whole names, or family and given names in turn.
function listOf(parts: readonly Words[]): Name[] {
  const isInPairs =
    parts.length % 2 === 0 &&
    parts.every((part, at) => at % 2 === 1 || !isLong(part)) &&
    !parts.every(isLong);
  const grouped: Words[][] = [];
  for (const [at, part] of parts.entries()) {
    const before = grouped.at(-1);
    if (before !== undefined && (isSuffix(part) || (isInPairs && at % 2 === 1))) before.push(part);
    else grouped.push([part]);
  }
  return grouped.flatMap((group) => compact(nameOfParts(group)));
}

const EXTENDED = /^\s{0,9}"?(?:family|given|prefix|suffix|useprefix|juniorcomma)(?:-i)?\s{0,9}=/i;

// biblatex's name parts, each with its name.
function extendedName(assignments: readonly string[]): Name | undefined {
  const parts = new Map<string, string>();
  for (const assignment of assignments) {
    const [, name = "", value = ""] = /^\s*"?([a-z-]{1,20})\s*=(.*)$/is.exec(assignment) ?? [];
    const bare = value.trim().replace(/^"(?=.)|"$/g, "");
    parts.set(name.toLowerCase(), clean(withoutProtection(wholeGroup(bare) ?? bare)));
  }
  const family = parts.get("family");
  const [given, particle, suffix] = ["given", "prefix", "suffix"].map((name) => parts.get(name) || undefined);
  return nameInParts({ family, given, particle, suffix });
}

function literal(group: string): Name | undefined {
  const text = clean(withoutProtection(group));
  return text === "" ? undefined : { literal: text };
}

// What is in braces as a whole: an organisation, or a name that must not be taken apart. `{\\'E}` is a letter.
function wholeGroup(piece: string, levels = 3): string | undefined {
  if (!piece.startsWith("{") || /^\{\\[^{}&%$#_]/.test(piece) || groupEnd(piece, 0) !== piece.length - 1)
    return undefined;
  const inner = piece.slice(1, -1).trim();
  return (levels > 1 ? wholeGroup(inner, levels - 1) : undefined) ?? inner;
}

// Words in braces stay together, and so does a letter with the space that ends its command: `Arnol\cprime d`.
function wordsOf(part: string): string[] {
  if (!/[\\{}~&$]/.test(part)) return part.split(/\s+/).filter(Boolean).map(clean);
  const tokens: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: sign, index } of part.matchAll(/\\(?:[a-zA-Z]+\s?|.)|[{}]|[\s~]+/gs)) {
    if (sign === "{") depth++;
    else if (sign === "}") depth--;
    else if (depth <= 0 && !sign.startsWith("\\")) {
      tokens.push(part.slice(start, index));
      start = index + sign.length;
    }
  }
  return [...tokens, part.slice(start)].map((token) => clean(withoutProtection(token))).filter(Boolean);
}

function isLong(words: Words): boolean {
  return words.filter((word) => !/^\p{Ll}/u.test(word)).length > 1;
}

function clean(text: string): string {
  return readableText(text);
}

function compact(name: Name | undefined): readonly Name[] {
  return name === undefined ? [] : [name];
}
