import { literalBrace, withLiteralBraces } from "./braces.ts";
import { halvesOf } from "./conditional.ts";
import { unescaped } from "./escaped.ts";
import { match, next, type Reader, skip } from "./reader.ts";
import { hasLetterBehindGroup, isApostrophe, sign } from "./signs.ts";
import { STRUCTURES } from "./structures.ts";
import {
  accentOf,
  EMPTY,
  IGNORED_WITH_ARGUMENT,
  isTextSymbol,
  OPERATORS,
  RELATIONS,
  rareSymbolOf,
  SECOND_ARGUMENT,
  SILENT,
  SPACES,
  symbolOf,
  symbolWith,
} from "./symbols.ts";
import { accented, isFormula, raised } from "./unicode.ts";

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
  if (!/[\\${~`]|''|--/.test(source)) return source;
  const turned = source.replace(TURNED, (sign) => (sign === "?`" ? "¿" : "¡"));
  return withLiteralBraces(read({ source: turned, at: 0, depth: 0 }, false), source);
}

// TeX's ligatures for Spanish, and not code at the end of a question.
const TURNED = /(?<![^\s("“])[?!]`(?=\p{L})/gu;

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
  if (name.includes("backslash") && (!math || name !== "backslash")) return unescaped(reader, name);
  match(reader, /\*(?=\{)/y);
  const symbol = symbolOf(name);
  if (symbol !== undefined) return symbolHere(reader, name, symbol, math && !afterSpace);
  const relation = RELATIONS.get(name);
  if (relation !== undefined) return follows ? ` ${relation} ` : relation;
  if (OPERATORS.has(name)) return spaced(reader, name, follows);
  // Half a pair of brackets has a full stop for the other half.
  if (name === "left" || name === "right") match(reader, /\./y);
  if (SILENT.has(name)) return skipBlank(reader, "");
  if (EMPTY.has(name)) return "";
  if (SPACES.has(name)) return " ";
  if (name !== "sqrt") match(reader, /(?:\[[^[\]{}]{0,100}\]){1,3}(?=\{)/y);
  const structure = STRUCTURES.get(name);
  if (structure !== undefined) {
    return structure({
      reader,
      argument: (inFormula = math) => argument(reader, inFormula),
      spaced: (word) => spaced(reader, word, true),
    });
  }
  const combining = accentOf(name);
  if (combining !== undefined && (name.length > 1 || /^\s?[\\{a-zA-Z]/.test(next(reader, 2)))) {
    return accented(argument(reader, math), combining);
  }
  if (name === "ifmmode") return conditional(reader, math);
  if (name === "else" || name === "fi") return skipBlank(reader, "");
  if (IGNORED_WITH_ARGUMENT.has(name)) {
    braced(reader, math);
    return DROPPED;
  }
  if (SECOND_ARGUMENT.has(name)) {
    const first = braced(reader, math);
    return first === undefined || !/[{\\]/.test(next(reader, 1)) ? (first ?? "") : argument(reader, math);
  }
  const rare = rareSymbolOf(name);
  return rare === undefined
    ? unknown(reader, name, math)
    : symbolHere(reader, name, rare, math && !afterSpace);
}

// In TeX, the space after a command only ends its name.
function symbolHere(reader: Reader, name: string, symbol: string, isTight: boolean): string {
  if (match(reader, /\{\}/y) === undefined && (isTight || isTextSymbol(name))) match(reader, /[ \t]+/y);
  return symbol === "{" || symbol === "}" ? literalBrace(symbol, true) : symbol;
}

function skipBlank(reader: Reader, text: string): string {
  match(reader, /\{\}|[ \t]+/y);
  return text;
}

// Of `\ifmmode \ddot{o}\else \"{o}\fi{}` the half that is meant here.
function conditional(reader: Reader, math: boolean): string {
  const halves = halvesOf(next(reader, LONGEST_FORMULA));
  if (halves === undefined) return "";
  reader.at += halves.length;
  skipBlank(reader, "");
  return read({ source: math ? halves.formula : halves.text, at: 0, depth: 0 }, math);
}

// `\ours` and `\method` are names that the authors defined: better shown than lost.
function unknown(reader: Reader, name: string, math: boolean): string {
  const start = reader.at;
  const first = braced(reader, math);
  if (first === undefined) return LOOKS.test(name) ? "" : name.replace(/^text(?=.)/, "");
  const special = symbolWith(name, reader.source.slice(start + 1, Math.min(reader.at - 1, start + 10)));
  if (special !== undefined) return special;
  const second = braced(reader, math);
  return second === undefined ? first : `${first} ${second}`;
}

const LOOKS = /^(?:text(?:bf|it|md|rm|sc|sf|sl|tt|up|normal|color|superscript|subscript)?|math[a-z]*)$/;

function controlSign(reader: Reader, math: boolean): string {
  const char = reader.source.charAt(reader.at);
  if (char === "(" || char === "[") return display(reader, char === "(" ? "\\)" : "\\]");
  if (char === "'" && isApostrophe(reader)) return skip(reader, 1, "'");
  const combining = accentOf(char);
  if (combining !== undefined) {
    reader.at++;
    if (hasLetterBehindGroup(reader, char)) reader.at += 2;
    return accented(argument(reader, math), combining, char);
  }
  if (char === "{" || char === "}") return skip(reader, 1, literalBrace(char, math));
  if ("%&$#_|".includes(char)) return skip(reader, 1, char === "|" ? "‖" : char);
  if (")]-!@/".includes(char)) return skip(reader, 1, "");
  if (" ,;:>\\\t\n\r".includes(char)) return skip(reader, 1, " ");
  return "";
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
  if (content.trim() === "\\backslash" && match(reader, /(?=[a-zA-Z]{2})/y) !== undefined) return "\\";
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
