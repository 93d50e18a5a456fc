import { decodeHTMLStrict } from "entities/decode";
import { capped } from "../field-caps.ts";
import type { Name } from "../paper.ts";
import { displayName } from "../person-name.ts";
import { isDegree, isOrganization, isSuffix, nameOfParts, readName } from "../read-name.ts";
import { withoutBrackets } from "./brackets.ts";

/** The authors of a work, in order. */
export interface AuthorList {
  readonly names: readonly Name[];
  /** Whether the list says that there are more: "et al.", "and others". */
  readonly hasMore: boolean;
}

/**
 * The names in one line of authors: "A, B and C", "A; B", "Last, First; Last, First", "Last, F., Last, F.", "HIVE Collaboration: A, B",
 * "A (1), B (2) ((1) Hive, (2) Nest)". Affiliations in brackets, footnote marks and mail addresses are left out.
 */
export function readAuthors(line: string): AuthorList {
  const { text, groups } = withoutBrackets(withoutAddresses(decoded(capped(line, "authors"))));
  const plain = text.replace(MORE, "").replace(/\s+/g, " ").trim();
  const [, group, people = plain] = BEFORE_NAMES.exec(plain) ?? [];
  const listed = pieces(people).flatMap(withGroup);
  const names = [...(group === undefined ? [] : [group]), ...listed, ...groups].flatMap(
    (name) => (typeof name === "string" ? readName(name) : name) ?? [],
  );
  return { names, hasMore: MORE.test(text) };
}

/** The names in lines of which each has one name, or several between semicolons. */
export function readEach(lines: readonly string[]): AuthorList {
  const texts = lines.flatMap((line) => withoutAddresses(decoded(capped(line, "authors"))).split(";"));
  const said = texts.map((text) => capped(text, "name").trim()).filter((text) => !WHOLLY_MORE.test(text));
  return {
    names: (said.length > 1 ? namesInShort(said) : undefined) ?? said.flatMap((text) => readName(text) ?? []),
    hasMore: said.length < texts.length,
  };
}

/** The author fields of a draft, from one line of names or several, as they are written and without duplicates. */
export function authorsInLines(lines: readonly string[]): SaidAuthors {
  const lists = lines.map(readAuthors);
  const names = lists.flatMap((list) => list.names.map(displayName));
  return said(
    names,
    lists.some(({ hasMore }) => hasMore),
  );
}

/** The author fields of a draft, from a list of single names, one of which may be "et al.". */
export function authorsInList(names: readonly string[]): SaidAuthors {
  const isMore = (name: string) => WHOLLY_MORE.test(name);
  return said(
    names.filter((name) => !isMore(name)),
    names.some(isMore),
  );
}

/** The author fields of a draft; `authorsCount` says that there are more than are named. */
export interface SaidAuthors {
  readonly authors: string[];
  readonly authorsCount: number | undefined;
}

function said(names: readonly string[], hasMore: boolean): SaidAuthors {
  const authors = [...new Set(names)];
  return { authors, authorsCount: hasMore && authors.length > 0 ? authors.length + 1 : undefined };
}

const MORE =
  /[\s,;]{0,3}(?:(?:\band )?\bet\.? ?al\b\.?|\band (?:\d{1,4} )?others\b|\b\d{1,4} others\b|…|\.{3})[\s.,;]{0,3}$/i;
const WHOLLY_MORE = /^\s{0,9}(?:and )?(?:et\.? ?al\.?|(?:\d{1,4} )?others)\s{0,9}$/i;
const BEFORE_NAMES = /^([^,;:]{3,150}?\b(?:collaborations?|consortium|team|group))\s?:\s?(\S.*)$/is;
const ON_BEHALF = /(?:^|\s)(?:and )?(?:for|on behalf of|representing) (?:the )?(.{3,200})$/i;

// Names between semicolons, commas and "and", each as it stands or in the parts that the commas give.
function pieces(line: string): readonly (string | Name | undefined)[] {
  if (line.includes(";"))
    return line
      .split(";")
      .flatMap((piece) => (sides(piece).every(isTurned) ? sides(piece) : [piece]))
      .map(withoutAnd);
  const parts = sides(line);
  if (parts.length > 1 && parts.every(isTurned) && !parts.every((part) => commas(part).every(isLong)))
    return parts;
  return listed(parts.flatMap(commas), parts.length > 1);
}

function listed(parts: readonly string[], isJoined: boolean): readonly (string | Name | undefined)[] {
  const [first = "", second] = parts;
  if (second === undefined) return parts;
  if (parts.length === 2 && !isJoined && !isLong(first)) return [parts.join(", ")];
  if (parts.length % 2 === 0 && parts.every((part, at) => at % 2 === 0 || INITIALS.test(part)))
    return parts.flatMap((part, at) => (at % 2 === 0 ? [`${part}, ${parts[at + 1]}`] : []));
  return namesInShort(parts) ?? attached(parts);
}

/** Parts of which each is a name, "Jr." with the name before it, and without degrees. */
function attached(parts: readonly string[]): string[] {
  const out: string[] = [];
  for (const part of parts) {
    if (isDegree([part])) continue;
    if (isSuffix([part]) && out.length > 0) out.push(`${out.pop()}, ${part}`);
    else out.push(part);
  }
  return out;
}

const INITIALS = /^(?:\p{Lu}\p{M}?\.?[ -]?){1,4}$/u;
// Names as medicine writes them: "van der Bee AB".
const SHORT_FORM = /^(?:\p{Ll}{2,4} ){0,2}\p{Lu}[\p{L}'’-]{1,40}(?: \p{Lu}[\p{L}'’-]{1,40})? \p{Lu}{1,3}$/u;

/** The names in texts of which all are family names with initials: "Bee AC". Undefined unless all are. */
export function namesInShort(texts: readonly string[]): readonly Name[] | undefined {
  return texts.every((text) => SHORT_FORM.test(text))
    ? texts.flatMap((text) => ofShortForm(text) ?? [])
    : undefined;
}

function ofShortForm(part: string): Name | undefined {
  const space = part.lastIndexOf(" ");
  return nameOfParts([part.slice(0, space).split(" "), [part.slice(space + 1)]]);
}

function withGroup(piece: string | Name | undefined): readonly (string | Name | undefined)[] {
  if (typeof piece !== "string") return [piece];
  const behalf = ON_BEHALF.exec(piece);
  const group = behalf?.[1] ?? "";
  return behalf === null || !isOrganization(group) ? [piece] : [piece.slice(0, behalf.index).trim(), group];
}

function sides(line: string): string[] {
  return SEVERAL_GROUPS.test(line) ? [line] : line.split(/\sand\s|\s&\s/i);
}

const SEVERAL_GROUPS = /^[^,]{1,150}\bcollaborations$/i;

function commas(line: string): string[] {
  return line
    .split(",")
    .map((part) => withoutAnd(part).trim())
    .filter(Boolean);
}

function isTurned(piece: string): boolean {
  return commas(piece).length === 2;
}

function isLong(part: string): boolean {
  return (
    part
      .trim()
      .split(/\s+/)
      .filter((word) => !/^\p{Ll}/u.test(word)).length > 1
  );
}

function withoutAnd(piece: string): string {
  return piece.replace(/^\s?(?:and|&)\s/i, "");
}

function decoded(line: string): string {
  return line.includes("&") ? decodeHTMLStrict(line) : line;
}

// "bee@example.org (Ana Bee)", "Ana Bee <bee@example.org>": the person, never the address.
function withoutAddresses(line: string): string {
  if (!line.includes("@")) return line;
  return line
    .replace(
      /(?:mailto:)?[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,7}\.[a-z]{2,24}\s{0,3}\(([^()]{1,200})\)/g,
      "$1",
    )
    .replace(/<?(?:mailto:)?[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,7}\.[a-z]{2,24}>?/g, " ");
}
