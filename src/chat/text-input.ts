import { bareChoice, type OptionSpec } from "./options.ts";

/**
 * Options typed as one line: `streaming video count:3`. `name:value` sets an option if a command has one of that name
 * (quotes, straight or curly, keep spaces: `name:"two words"`; a forgotten closing quote ends with the line);
 * everything else, quotes included, is the first text option as it stands, so that a query language inside it survives.
 * A choice that a command cannot do without may also be the last word by itself: `/vote 2405.16009 up`.
 * Where a command takes no text, the words become the name of an option that it does not know: the answer quotes them.
 */
export function parseOptions(line: string, specs: readonly OptionSpec[]): Record<string, string> {
  const rest = specs.find((spec) => spec.kind === "text")?.name;
  const named = specs.filter((spec) => spec.name !== rest).map((spec) => spec.name);
  const input = new Map<string, string>();
  let words = line;
  if (named.length > 0) {
    // A quoted phrase is consumed whole, so that an option's name inside it stays a part of the phrase.
    const pattern = new RegExp(
      `["“][^"”]*["”]|(?<=^|\\s)(${named.join("|")}):(?:["“]([^"”]*)(?:["”]|$)|(\\S*))(?=\\s|$)`,
      "giu",
    );
    words = line.replace(pattern, (all, name?: string, quoted?: string, plain?: string) => {
      if (name === undefined) return all;
      input.set(name.toLowerCase(), quoted ?? plain ?? "");
      return "";
    });
  }
  const bare = bareChoice(specs);
  if (bare && !input.has(bare.name)) {
    words = words.replace(new RegExp(`(?<=^|\\s)(?:${bare.choices?.join("|")})\\s*$`, "iu"), (word) => {
      input.set(bare.name, word.trim().toLowerCase());
      return "";
    });
  }
  const text = words.replace(/\s+/gu, " ").trim();
  if (text !== "") input.set(rest ?? text, text);
  return Object.fromEntries(input);
}
