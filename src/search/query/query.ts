import { UserError } from "../../errors.ts";
import { nearest } from "../../nearest.ts";
import { fold } from "../../papers/fold.ts";
import { canonicalId, findIds } from "../../papers/identifier.ts";
import {
  type Accept,
  escapeRegExp,
  FILTER_NAMES,
  FILTERS,
  type FilterContext,
  isOrder,
  longestName,
  type Order,
  parseFilter,
  parseOrder,
} from "./filters.ts";

/**
 * A query in its parts; QUERY_FORMS lists what can be written. A filter with a minus in front is turned round. A colon
 * is a filter's only right after the name of one.
 */
export interface Query {
  readonly parts: readonly QueryPart[];
  /** The papers that it names by ids or links, in order. Where there are any, it means these, and its words say nothing. */
  readonly ids: readonly string[];
  readonly order?: Order;
}

export type QueryPart =
  | { readonly kind: "words"; readonly text: string }
  | { readonly kind: "phrase"; readonly text: string; readonly phrase: string }
  | { readonly kind: "without"; readonly text: string; readonly phrase: string }
  | {
      readonly kind: "filter";
      readonly text: string;
      readonly accept: Accept;
      /** What stands in the folded authors of every paper that it accepts: with it, not all papers need to be looked at. */
      readonly inAuthors?: string | undefined;
    }
  | { readonly kind: "sort"; readonly text: string };

interface QueryContext extends FilterContext {
  /** Names that mean something elsewhere, such as a command's options: only for "did you mean". */
  readonly otherNames: readonly string[];
}

/** Understands a query. Throws a UserError that says what is wrong and what to type instead. */
export function parseQuery(typed: string, { otherNames, ...context }: QueryContext): Query {
  const text = typed
    .normalize("NFC")
    .replace(/[“”„«»]/g, '"')
    .trim();
  if (text === "") {
    throw new UserError("What are you looking for? For example: streaming video -survey year:2024");
  }
  const id = canonicalId(text);
  if (id !== undefined) return { parts: [{ kind: "words", text }], ids: [id] };
  let order: Order | undefined;
  const tokens = [...text.matchAll(TOKEN)];
  const prose = readAsProse(tokens, context);
  const parts = tokens.map((match): QueryPart => {
    const [token, minus = "", name, quoted, bare = ""] = match;
    if (prose.has(match)) return { kind: "words", text: plain(token) };
    // "arxiv:2405.16009" in a sentence.
    if (!minus && findIds(token, 1).length > 0) return { kind: "words", text: token };
    const filter = readFilterName(name ?? FILTER.exec(bare)?.[1], otherNames);
    if (filter !== undefined) {
      const value = quoted ?? bare.slice(filter.length + 1);
      if (filter === "sort") {
        order = parseOrder(value);
        return { kind: "sort", text: token };
      }
      const accept = parseFilter(filter, value, context);
      if (minus) return { kind: "filter", text: token, accept: (entry) => !accept(entry) };
      const inAuthors = filter === "author" ? longestName(value) : undefined;
      return { kind: "filter", text: token, accept, inAuthors };
    }
    if (minus) return { kind: "without", text: token, phrase: quoted ?? bare };
    if (quoted !== undefined && name === undefined) return { kind: "phrase", text: token, phrase: quoted };
    return { kind: "words", text: plain(token) };
  });
  const kept = parts.filter((part) => part.text !== "");
  return { parts: kept, ids: findIds(wordsOfQuery({ parts: kept })), ...(order && { order }) };
}

/** From so many words on, signs and all they are about left out, a query is prose. */
const PROSE_WORDS = 10;

/**
 * The tokens that are words in spite of their quotation marks, dashes and colons, because they stand in prose that somebody wrote or
 * pasted: there these are punctuation. Whole filters stay what they are, and so do exclusions at the end. Without this, CACM loses
 * .05 nDCG@10 to the quotation marks of six of its 52 queries.
 */
function readAsProse(
  tokens: readonly RegExpExecArray[],
  context: FilterContext,
): ReadonlySet<RegExpExecArray> {
  const isFilter = ([token]: RegExpExecArray) => isWholeFilter(token, context);
  const isPhrase = ([, minus, , quoted]: RegExpExecArray) => minus === undefined && quoted !== undefined;
  const isPlain = (match: RegExpExecArray) =>
    match[1] === undefined && match[3] === undefined && !isFilter(match);
  if (tokens.filter(isPlain).length < PROSE_WORDS) return new Set();
  const end = tokens.findLastIndex((match) => isPlain(match) || isPhrase(match));
  return new Set(tokens.slice(0, end + 1).filter((match) => !isFilter(match)));
}

function isWholeFilter(token: string, context: FilterContext): boolean {
  const [, name = "", value = ""] = /^-?([a-z]{1,20}):(.+)$/su.exec(token) ?? [];
  const bare = value.replaceAll('"', "").trim();
  if (!FILTER_NAMES.includes(name)) return false;
  return name === "sort" ? isOrder(bare) : FILTERS[name]?.parse(bare, context) !== undefined;
}

function plain(token: string): string {
  return token.replaceAll('"', " ").trim();
}

// Quoted text (with - and name: in front), or a run of anything else; a lone quotation mark is passed over.
const TOKEN = /(?<!\S)(-(?=["\p{L}\p{N}]))?(?:(?:([a-z]+):)?"([^"]*)"|([^\s"]+))|"[^"]+"|[^\s"]+/giu;

// "3:2", "foo::bar", "https://…" and a colon at the end of a word are ordinary text.
const FILTER = /^([a-z]+):(?=[^:/])/i;

function readFilterName(name: string | undefined, otherNames: readonly string[]): string | undefined {
  if (name === undefined) return undefined;
  const lower = name.toLowerCase();
  if (FILTER_NAMES.includes(lower)) return lower;
  // "BERT:pretraining" is a title; filters are typed in small letters.
  if (name !== lower) return undefined;
  if (otherNames.includes(lower)) {
    throw new UserError(`${name}: is an option, not part of a query. Leave it out here.`);
  }
  const guess = nearest(name, [...FILTER_NAMES, ...otherNames]);
  if (guess === undefined) return undefined;
  const example = FILTERS[guess]?.example ?? `${guess}:…`;
  throw new UserError(
    `I don't know the filter ${name}:. Did you mean ${guess}:, as in ${example}? To search for the words, put them in quotation marks.`,
  );
}

/** The words to rank by: everything but filters and exclusions. */
export function wordsOfQuery({ parts }: Pick<Query, "parts">): string {
  return parts
    .flatMap((part) => (part.kind === "words" ? [part.text] : part.kind === "phrase" ? [part.phrase] : []))
    .join(" ");
}

/** Matches a text in which the words of a phrase follow each other, whatever stands between them. */
export function phrasePattern(phrase: string): RegExp | undefined {
  const typed = fold(phrase).match(/[\p{L}\p{N}]+(?:\+\+|#)?/gu);
  if (!typed) return undefined;
  const body = typed.map(escapeRegExp).join("[^\\p{L}\\p{N}]+");
  return new RegExp(`(?<![\\p{L}\\p{N}])${body}(?![\\p{L}\\p{N}])`, "u");
}
