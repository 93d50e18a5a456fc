import { createRequire } from "node:module";
import { join } from "node:path";

interface SymbolTable {
  /** Commands without their backslash, some with an argument (`ding{112}`). */
  readonly symbols: ReadonlyMap<string, string>;
  /** Commands that put these combining characters on the letter after them. */
  readonly accents: ReadonlyMap<string, string>;
}

/**
 * The 4,600 commands that unicode2latex lists. Read when the first of them is met, since few titles have one and every start
 * of the program would pay for it; and as its JSON file, since to import the package loads four more tables (13 MB).
 */
export function symbolTable(): SymbolTable {
  table ??= read();
  return table;
}

let table: SymbolTable | undefined;

function read(): SymbolTable {
  const load = createRequire(import.meta.url);
  const file = join(load.resolve("unicode2latex"), "..", "..", "tables", "latex2unicode.json");
  const symbols = new Map<string, string>();
  const accents = new Map<string, string>();
  const commands: Readonly<Record<string, string | { readonly text?: string; readonly math?: string }>> =
    load(file);
  for (const [command, meaning] of Object.entries(commands)) {
    const name = /^\\(?:cyrchar\\)?([a-zA-Z]+(?:\{\d[\dA-F]{1,5}\})?)$/.exec(command)?.[1];
    if (name === undefined) continue;
    const text = typeof meaning === "string" ? meaning : (meaning.text ?? meaning.math ?? "");
    if (/^\p{M}+$/u.test(text)) accents.set(name, text);
    else if (!/^[\s\u200b-\u200d]*$/.test(text)) symbols.set(name, text.replace(/\u200b/g, ""));
  }
  return { symbols, accents };
}
