import { shorten } from "../../../shorten.ts";
import { match, next, type Reader } from "../../latex/reader.ts";
import { journalOfStyle } from "./journal-macros.ts";

/** Fields by their names in small letters, values with their LaTeX and inner braces. */
export type Fields = ReadonlyMap<string, string>;

/** The texts behind names: the months, and what `@string` has defined so far. */
export interface Macros {
  define(name: string, text: string): void;
  text(name: string): string | undefined;
}

// Macros are short names of journals. The limits keep a small file from growing into a large one.
const LONGEST_MACRO = 1000;
const MOST_MACROS = 20_000;
const LONGEST_VALUE = 1024 * 1024;

/** The macros at the start of a file: the months. */
export function createMacros(): Macros {
  const texts = new Map(MONTHS.map((month) => [month.slice(0, 3).toLowerCase(), month]));
  return {
    define(name, text) {
      if (texts.size < MOST_MACROS) texts.set(name.toLowerCase(), copied(text.slice(0, LONGEST_MACRO)));
    },
    text: (name) => texts.get(name.toLowerCase()),
  };
}

/** The key of an entry's body; empty if it has none. */
export function keyOf(body: string): string {
  return /^\s*([^\s,={}"]+)\s*(?:,|$)/.exec(body)?.[1] ?? "";
}

/** The fields of an entry's body. A comma that is missing between two is overlooked. A string is what is wrong. */
export function fieldsOf(body: string, macros: Macros): Fields | string {
  const reader: Reader = { source: body, at: 0, depth: 0 };
  match(reader, /[^,=]*(?:,|$)/y);
  return assignments(reader, macros);
}

/** The definitions in an `@string`'s body. A string is what is wrong. */
export function definitionsOf(body: string, macros: Macros): Fields | string {
  return assignments({ source: body, at: 0, depth: 0 }, macros);
}

/** A copy that does not keep the whole file chunk alive of which it was cut. */
export function copied(text: string): string {
  return Buffer.from(text).toString();
}

function assignments(reader: Reader, macros: Macros): Fields | string {
  const fields = new Map<string, string>();
  for (;;) {
    match(reader, BETWEEN);
    if (reader.at >= reader.source.length) return fields;
    const name = match(reader, NAME)?.toLowerCase();
    match(reader, BLANK);
    if (name === undefined || !takes(reader, "=")) return `no “name = value”${near(reader)}`;
    const value = concatenation(reader, name.startsWith("journal") ? withJournals(macros) : macros.text);
    if (value === undefined) return `the value of “${shorten(name)}” is missing or not closed`;
    if (!fields.has(name)) fields.set(name, value);
    match(reader, BLANK);
    if (reader.source.charAt(reader.at) !== "," && !ASSIGNMENT.test(next(reader, 80))) {
      return `something is wrong after the value of “${shorten(name)}”${near(reader)}`;
    }
  }
}

// Made once: every field of every entry passes here.
const BLANK = /\s+/y;
const BETWEEN = /[\s,]+/y;
const NAME = /[^\s,={}"#]+/y;
const ASSIGNMENT = /^(?:$|[^\s,={}"#]+\s*=)/;

function takes(reader: Reader, char: string): boolean {
  if (reader.source.charAt(reader.at) !== char) return false;
  reader.at++;
  return true;
}

type TextOf = Macros["text"];

// Only of a journal: elsewhere, "na" means that there is none.
function withJournals({ text }: Macros): TextOf {
  return (name) => text(name) ?? journalOfStyle(name.toLowerCase());
}

function concatenation(reader: Reader, textOf: TextOf): string | undefined {
  let value = "";
  do {
    match(reader, BLANK);
    const part = braced(reader) ?? quoted(reader) ?? named(reader, textOf);
    if (part === undefined) return undefined;
    if (value.length + part.length <= LONGEST_VALUE) value += part;
    match(reader, BLANK);
  } while (takes(reader, "#"));
  return value;
}

function braced(reader: Reader): string | undefined {
  return reader.source.charAt(reader.at) === "{" ? enclosed(reader, /[{}]/g, "}") : undefined;
}

function quoted(reader: Reader): string | undefined {
  return reader.source.charAt(reader.at) === '"' ? enclosed(reader, /["{}]/g, '"') : undefined;
}

// The text up to the closing sign that is not within inner braces.
function enclosed(reader: Reader, signs: RegExp, closing: string): string | undefined {
  const start = reader.at + 1;
  let depth = 0;
  signs.lastIndex = start;
  for (let sign = signs.exec(reader.source); sign !== null; sign = signs.exec(reader.source)) {
    const [char] = sign;
    if (depth === 0 && char === closing) {
      reader.at = sign.index + 1;
      return reader.source.slice(start, sign.index);
    }
    if (char === "{") depth++;
    else if (char === "}") depth--;
  }
  reader.at = reader.source.length;
  return undefined;
}

// A name that nobody defined is most likely a word whose braces were forgotten.
function named(reader: Reader, textOf: TextOf): string | undefined {
  const name = match(reader, NAME);
  return name === undefined ? undefined : (textOf(name) ?? name);
}

function near({ source, at }: Reader): string {
  const text = source.slice(at, at + 40).trim();
  return text === "" ? " at its end" : `, at “${text}”`;
}

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
