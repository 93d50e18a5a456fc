import { decodeHTMLStrict } from "entities/decode";
import type { Name } from "../../paper.ts";
import {
  isDegree,
  isOrganization,
  isSuffix,
  nameInParts,
  nameOfParts,
  readName,
  usualName,
  type Words,
} from "../../read-name.ts";
import { readableText } from "../../text.ts";
import { type AuthorList, namesInShort } from "../authors.ts";
import { groupEnd, splitOutside } from "./split.ts";
import { withoutProtection } from "./text.ts";

/**
 * The names in an author list of BibTeX or biblatex: `Bee, Ana and {Hive Lab} and de la Dee, Jr., Cy and others`, and
 * `family=Wasp, given=Bo, prefix=van der`. Lists with commas or semicolons where `and` should be are read as they are meant.
 */
export function bibtexNames(raw: string): AuthorList {
  const list = (raw.includes("&") ? decodeHTMLStrict(raw) : raw).trimEnd().replace(/\sand$/i, "");
  const whole = namePieces(list).map((piece) => withoutMarks(piece.trim()));
  // "Bee, Ana et al."
  const pieces = whole.map((piece) => piece.replace(MORE, ""));
  const people = withoutBracedFamilies(pieces.filter((piece) => piece !== "" && !OTHERS.test(piece)));
  const hasMore = pieces.some((piece, at) => OTHERS.test(piece) || piece !== whole[at]);
  const short = people.length > 1 ? namesInShort(people) : undefined;
  if (short !== undefined) return { names: short, hasMore };
  let isMixed: boolean | undefined;
  // Whether a name without a comma stands beside those with one, or "et al." behind one: then "Ana Bee, Bo Wasp and Cy Ant" is meant.
  const hasSaidName = () => {
    isMixed ??=
      whole.some((piece) => LISTED_MORE.test(piece)) ||
      people.some((piece) => !piece.includes(",") && isLong(wordsOf(piece)));
    return isMixed;
  };
  const names = people.flatMap((piece) => namesIn(piece, hasSaidName));
  return { names, hasMore };
}

/** ADS puts every family name in braces, particles and all: there they protect nothing. */
function withoutBracedFamilies(people: readonly string[]): readonly string[] {
  const isOfAds =
    people.every((piece) => BRACED_FAMILY.test(piece) || isGroup(piece)) &&
    (people.length > 1 || people.every((piece) => /\},\s\p{Lu}\.(?:[~\s-]\p{Lu}\.){0,4}$/u.test(piece)));
  return isOfAds ? people.map((piece) => piece.replace(BRACED_FAMILY, "$1")) : people;
}

const BRACED_FAMILY = /^\{([^{}\\]{1,100})\}(?=,)/;

const OTHERS = /^\{?(?:others|et\.?[ ~]?al\.?)\}?$/i;
const LISTED_MORE = /,\s{0,3}et\.?[ ~]?al\.?$/i;
const MORE = /[\s,~]{1,3}et\.?[ ~]?al\.?$/i;

// Footnotes, ORCIDs, and `\\'s`, which is an apostrophe in other texts. What is in braces stays as it is.
function withoutMarks(piece: string): string {
  if (!/[*(^]|\\'s|\\textsuperscript/.test(piece) || isGroup(piece)) return piece;
  return piece
    .replace(
      /(?<=[\p{L}.])(?:\*{1,3}(?=,|$)|\$\^\{?[\d,*]{1,20}\}?\$|\\textsuperscript\{[\d,*a-z]{1,20}\})/gu,
      "",
    )
    .replace(/\(\d{4}-\d{4}-\d{4}-\d{3}[\dX]\)/gi, "")
    .replace(/\\'s(?![a-z])/gi, (accent) => `\\'{${accent.charAt(2)}}`);
}

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
  const usual = usualName(piece);
  if (usual !== undefined) return [usual];
  const group = wholeGroup(piece);
  if (group !== undefined) return compact(literal(group));
  if (EXTENDED.test(piece)) return compact(extendedName(splitOutside(piece, /[{}"]|,/g)));
  const joined = piece.includes("&") ? atAmpersands(piece) : [piece];
  if (joined.length > 1) return joined.flatMap((part) => namesIn(part, hasSaidName));
  const commas = splitOutside(piece, /[{}]|,/g);
  const short = commas.length > 1 ? namesInShort(commas.map((part) => part.trim())) : undefined;
  if (short !== undefined) return short;
  // Braces that belong to the text may span several words.
  if (/\\(?:[{}]|textbrace|[lr]brace)/.test(piece))
    return compact(literal([...commas.slice(1), commas[0]].join(" ")));
  const plain = PLAIN.test(piece) ? piece : clean(withoutProtection(piece));
  if (isOrganization(plain) && (commas.length === 1 || wordsOf(commas[0] ?? "").length > 2))
    return compact(readName(plain));
  const parts = commas
    .map(wordsOf)
    .map(withoutNumber)
    .filter((words) => words.length > 0)
    .filter((words, at) => at === 0 || !isDegree(words));
  const [first = [], second = [], third] = parts;
  if (parts.length === 2 && isLong(first) && isLong(second) && hasSaidName())
    return parts.flatMap((part) => compact(nameOfParts([part])));
  const isOne = third === undefined || (parts.length === 3 && (isSuffix(second) || isSuffix(third)));
  return isOne ? compact(nameOfParts(parts)) : listOf(parts);
}

// "Ana Bee & Bo Wasp", and "Bee, A., & Wasp, B.", but not "Bee & Sons".
function atAmpersands(piece: string): readonly string[] {
  const parts = splitOutside(piece, /[{}]|,?\s\\?&\s/g).map((part) => part.trim());
  const arePeople = parts.every(
    (part) => part.includes(",") || (isLong(wordsOf(part)) && !isOrganization(part)),
  );
  return arePeople ? parts : [piece];
}

// DBLP tells namesakes apart: "Bo Wasp 0001".
function withoutNumber(words: Words): Words {
  return words.length > 1 && /^\d{4}$/.test(words.at(-1) ?? "") ? words.slice(0, -1) : words;
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

// Most names are of letters alone, and read as they are.
const PLAIN = /^[a-zA-Z.,\s]+(?:['-][a-zA-Z.,\s]+){0,9}$/;

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
  if (!isGroup(piece) || /^\{\\[^{}&%$#_]/.test(piece)) return undefined;
  const inner = piece.slice(1, -1).trim();
  return (levels > 1 ? wholeGroup(inner, levels - 1) : undefined) ?? inner;
}

function isGroup(piece: string): boolean {
  return piece.startsWith("{") && groupEnd(piece, 0) === piece.length - 1;
}

// Words in braces stay together, and so does a letter with the space that ends its command: `Arnol\cprime d`.
function wordsOf(part: string): string[] {
  if (PLAIN.test(part)) return part.split(/\s+/).filter(Boolean);
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
