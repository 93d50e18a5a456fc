import { match, next, type Reader, skip } from "./reader.ts";
import {
  ACCENTS,
  BLACKBOARD,
  IGNORED_WITH_ARGUMENT,
  OPERATORS,
  RELATIONS,
  SECOND_ARGUMENT,
  SILENT,
  SPACES,
  SYMBOLS,
} from "./symbols.ts";
import { accented, character, factor, isFormula, raised } from "./unicode.ts";

/** Stands where a command was dropped, for the caller to remove together with the space before it. */
export const DROPPED = "\0";

// Deeper nesting is not LaTeX that anybody wrote; the limit keeps the recursion off the end of the stack.
const DEEPEST = 40;
const LONGEST_FORMULA = 1000;

/**
 * LaTeX as plain Unicode text. Never throws; reads every character once, whatever the nesting. What is no LaTeX stays as it
 * is: `$5 and $10` is money, `x_1` and `--flag` are text.
 */
export function latexToText(source: string): string {
  if (!/[\\${~]|``|''|--/.test(source)) return source;
  return read({ source, at: 0, depth: 0 }, false);
}

const PLAIN_TEXT = /[^\\${}^_~`'-]+/y;
const PLAIN_MATH = /[^\\{}^_~]+/y;

// Reads up to the `}` that closes the group it was called in, or to the end. A `}` that closes nothing is left out.
function read(reader: Reader, math: boolean): string {
  const plain = math ? PLAIN_MATH : PLAIN_TEXT;
  let out = "";
  while (reader.at < reader.source.length) {
    const run = match(reader, plain);
    if (run !== undefined) {
      out += run;
      continue;
    }
    const char = reader.source.charAt(reader.at);
    if (char === "}") {
      reader.at++;
      if (reader.depth > 0) return out;
    } else if (char === "\\") out += command(reader, math, out !== "");
    else if (char === "{") out += group(reader, math);
    else if (char === "^" || char === "_") out += script(reader, math, char);
    else if (char === "$") out += dollar(reader);
    else out += math && char === "~" ? skip(reader, 1, " ") : sign(reader, char);
  }
  return out;
}

function command(reader: Reader, math: boolean, follows: boolean): string {
  const afterSpace = /\s/.test(reader.source.charAt(reader.at - 1) || " ");
  reader.at++;
  const name = match(reader, /[a-zA-Z]+/y);
  if (name === undefined) return controlSign(reader, math);
  match(reader, /\*(?=\{)/y);
  const symbol = SYMBOLS.get(name);
  if (symbol !== undefined) {
    match(reader, /\{\}/y);
    if (math && !afterSpace) match(reader, /[ \t]+/y);
    return symbol;
  }
  const relation = RELATIONS.get(name);
  if (relation !== undefined) return follows ? ` ${relation} ` : relation;
  if (OPERATORS.has(name)) return spaced(reader, name, follows);
  if (SILENT.has(name)) return "";
  if (SPACES.has(name)) return " ";
  const combining = ACCENTS.get(name);
  if (combining !== undefined && (name.length > 1 || /^\s?[\\{a-zA-Z]/.test(next(reader, 2)))) {
    return accented(argument(reader, math), combining);
  }
  match(reader, /(?:\[[^[\]{}]{0,100}\]){1,3}(?=\{)/y);
  if (IGNORED_WITH_ARGUMENT.has(name)) {
    braced(reader, math);
    return DROPPED;
  }
  if (SECOND_ARGUMENT.has(name)) {
    const first = braced(reader, math);
    return braced(reader, math) ?? first ?? "";
  }
  return structure(reader, name, math) ?? unknown(reader, name, math);
}

// Commands with a meaning of their own; undefined for all others.
function structure(reader: Reader, name: string, math: boolean): string | undefined {
  switch (name) {
    case "frac":
    case "dfrac":
    case "tfrac":
    case "nicefrac":
      return `${factor(argument(reader, true))}/${factor(argument(reader, true))}`;
    case "sqrt":
      return `√${factor(argument(reader, true))}`;
    case "binom":
      return `(${argument(reader, true)} choose ${argument(reader, true)})`;
    case "pmod":
      return ` (mod ${argument(reader, true)})`;
    case "not":
      return `${argument(reader, math).trim()}\u0338`;
    case "mathbb":
      return Array.from(argument(reader, true), (letter) => BLACKBOARD.get(letter) ?? letter).join("");
    case "operatorname":
      return spaced(reader, argument(reader, true), true);
    case "textsuperscript":
      return raised(argument(reader, math), "^");
    case "textsubscript":
      return raised(argument(reader, math), "_");
    case "footnote":
      return ` (${argument(reader, math)})`;
    case "enquote":
      return `“${argument(reader, math)}”`;
    case "unicode":
      return character(argument(reader, math));
    default:
      return undefined;
  }
}

// `\ours` and `\method` are names that the authors defined: better shown than lost.
function unknown(reader: Reader, name: string, math: boolean): string {
  const first = braced(reader, math);
  if (first === undefined) return /^(?:text|math)[a-z]*$/.test(name) ? "" : name;
  const second = braced(reader, math);
  return second === undefined ? first : `${first} ${second}`;
}

function controlSign(reader: Reader, math: boolean): string {
  const char = reader.source.charAt(reader.at);
  if (char === "(" || char === "[") return display(reader, char === "(" ? "\\)" : "\\]");
  if (char === "'" && isApostrophe(reader)) return skip(reader, 1, "'");
  const combining = ACCENTS.get(char);
  if (combining !== undefined) {
    reader.at++;
    return accented(argument(reader, math), combining, char);
  }
  if ("%&$#_{}|".includes(char)) return skip(reader, 1, char === "|" ? "‖" : char);
  if (")]-!@/".includes(char)) return skip(reader, 1, "");
  if (" ,;:>\\\t\n\r".includes(char)) return skip(reader, 1, " ");
  return "";
}

// "it\'s" comes from programs that escape quotes; "\'s" in the middle of a word is an accent.
function isApostrophe(reader: Reader): boolean {
  return (
    /[a-zA-Z]/.test(reader.source.charAt(reader.at - 2)) &&
    /^'(?:[stdm]|ll|re|ve)(?![a-zA-Z])/.test(next(reader, 4))
  );
}

function display(reader: Reader, close: string): string {
  const start = reader.at + 1;
  const window = reader.source.slice(start, start + LONGEST_FORMULA);
  const end = window.indexOf(close);
  if (end < 0) return skip(reader, 1, reader.source.charAt(reader.at));
  reader.at = start + end + 2;
  return formula(reader, window.slice(0, end));
}

function dollar(reader: Reader): string {
  const { source, at } = reader;
  const mark = source.startsWith("$$", at) ? "$$" : "$";
  const start = at + mark.length;
  let end = source.indexOf(mark, start);
  while (source.charAt(end - 1) === "\\" && end - start < LONGEST_FORMULA)
    end = source.indexOf(mark, end + 1);
  const content = end < 0 || end - start > LONGEST_FORMULA ? "" : source.slice(start, end);
  if (!isFormula(content, source.charAt(end + mark.length))) return skip(reader, mark.length, mark);
  reader.at = end + mark.length;
  return formula(reader, content);
}

function formula(reader: Reader, content: string): string {
  if (reader.depth >= DEEPEST) return content;
  return read({ source: content, at: 0, depth: 0 }, true);
}

function group(reader: Reader, math: boolean): string {
  if (reader.depth >= DEEPEST) return skip(reader, 1, "{");
  const start = ++reader.at;
  const text = nested(reader, math);
  // Sets and placeholders keep their braces; {B}ees, {\bf so} and 10{,}000 do not need them.
  const isSet =
    !math && text.length > 1 && reader.source.charAt(start) !== "\\" && /[,;:|=…]|\.\./.test(text);
  return isSet ? `{${text}}` : text;
}

function script(reader: Reader, math: boolean, kind: "^" | "_"): string {
  reader.at++;
  if (!math && reader.source.charAt(reader.at) !== "{") return kind;
  return raised(argument(reader, true), kind);
}

// Quotes, dashes and ties of running text.
function sign(reader: Reader, char: string): string {
  const before = reader.source.charAt(reader.at - 1);
  const run = match(reader, /-+|`+|'+|[\s\S]/y) ?? char;
  const after = reader.source.charAt(reader.at);
  if (run === "``") return "“";
  if (run === "''") return "”";
  if (run === "---" || run === "--") return isLiteral(reader, before, after) ? run : run === "--" ? "–" : "—";
  if (run === "~") return /[\p{L}\p{N}.,;:)\]}$]/u.test(before) && /\S/.test(after) ? " " : "~";
  return run;
}

// `--max-tokens` is a program's option, and an address is copied as it is.
function isLiteral(reader: Reader, before: string, after: string): boolean {
  if (before === "" || /[\s(]/.test(before)) return /\S/.test(after);
  const recent = reader.source.slice(Math.max(0, reader.at - 200), reader.at);
  return recent.lastIndexOf("://") > recent.search(/\s\S*$/);
}

function spaced(reader: Reader, word: string, follows: boolean): string {
  const tight = /[({[^_,.;)$]/.test(reader.source.charAt(reader.at) || ")");
  return `${follows ? " " : ""}${word}${tight ? "" : " "}`;
}

// A command's argument: a group, a command or a single character.
function argument(reader: Reader, math: boolean): string {
  match(reader, /[ \t]{1,5}(?=\S)/y);
  const inBraces = braced(reader, math);
  if (inBraces !== undefined) return inBraces;
  if (reader.depth >= DEEPEST) return "";
  if (reader.source.charAt(reader.at) !== "\\") return match(reader, /[^{}\s$]/uy) ?? "";
  reader.depth++;
  const text = command(reader, math, false);
  reader.depth--;
  return text;
}

function braced(reader: Reader, math: boolean): string | undefined {
  if (reader.depth >= DEEPEST || reader.source.charAt(reader.at) !== "{") return undefined;
  reader.at++;
  return nested(reader, math);
}

function nested(reader: Reader, math: boolean): string {
  reader.depth++;
  const text = read(reader, math);
  reader.depth--;
  return text;
}
