import type { OptionSpec } from "./options.ts";

/**
 * Options typed as one line: `streaming video count:3`. `name:value` sets an option if a command has one of that name
 * (quotes keep spaces: `name:"two words"`); everything else, quotes included, is the first text option as it stands,
 * so that a query language inside it survives.
 */
export function parseOptions(line: string, specs: readonly OptionSpec[]): Record<string, string> {
  const rest = specs.find((spec) => spec.kind === "text")?.name;
  const named = specs.filter((spec) => spec.name !== rest).map((spec) => spec.name);
  const input: Record<string, string> = {};
  let words = line;
  if (named.length > 0) {
    // A quoted phrase is consumed whole, so that an option's name inside it stays a part of the phrase.
    const pattern = new RegExp(`"[^"]*"|(?<=^|\\s)(${named.join("|")}):(?:"([^"]*)"|(\\S*))(?=\\s|$)`, "giu");
    words = line.replace(pattern, (all, name?: string, quoted?: string, plain?: string) => {
      if (name === undefined) return all;
      input[name.toLowerCase()] = quoted ?? plain ?? "";
      return "";
    });
  }
  const text = words.replace(/\s+/gu, " ").trim();
  if (text !== "") input[rest ?? "text"] = text;
  return input;
}
