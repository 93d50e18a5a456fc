import { match, type Reader } from "./reader.ts";
import { STRUCTURES } from "./structures.ts";
import { accentOf, OPERATORS, RELATIONS, rareSymbolOf, SILENT, symbolOf } from "./symbols.ts";

/**
 * A backslash that a reference manager wrote for the backslash of a formula: `\textbackslash sqrt`, `{\textbackslash}ell`,
 * `\backslashrm`. What comes out is LaTeX once more, to be read when the text is read again.
 */
export function unescaped(reader: Reader, name: string): string {
  const stuck = /^(?:text)?backslash(?=.)/.exec(name)?.[0];
  if (stuck !== undefined) return `\\${name.slice(stuck.length)}`;
  if (name !== "textbackslash" && name !== "backslash") return name;
  const letters = match(reader, /\{\}[a-zA-Z]+/y)?.slice("{}".length);
  if (letters !== undefined) return `\\${letters}`;
  const word = match(reader, /[ \t][a-zA-Z]+/y)?.trim();
  if (word === undefined) return "\\";
  return isCommand(word) ? `\\${word}` : `\\ ${word}`;
}

/** Whether a word is the name of a command that is known. */
function isCommand(name: string): boolean {
  return (
    symbolOf(name) !== undefined ||
    rareSymbolOf(name) !== undefined ||
    RELATIONS.has(name) ||
    STRUCTURES.has(name) ||
    OPERATORS.has(name) ||
    SILENT.has(name) ||
    (name.length > 1 && accentOf(name) !== undefined) ||
    /^(?:text|math)[a-z]{2}/.test(name)
  );
}
