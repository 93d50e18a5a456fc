import { bareChoice, type OptionSpec } from "./options.ts";

/**
 * Options typed as one line: `streaming video count:3`. `name:value` sets an option if a command has one of that name
 * (quotes, straight or curly, keep spaces: `name:"two words"`; a missing closing quote ends with the line). Everything
 * else, quotes included, is the first text option as it stands, so that a query language inside it survives. That
 * option may be named too, if it comes first: `topics:"streaming video"`. A required choice may also be the last word
 * by itself: `/vote 2405.16009 up`. Choices and numbers that a command declares before its text may stand without their
 * names: `/top week`, `/saved 2`. Where a command takes no text, the words become the name of an option that it does
 * not have, so that the answer quotes them.
 */
export function parseOptions(line: string, all: readonly OptionSpec[]): Record<string, string> {
  const specs = all.filter(({ kind }) => kind !== "file");
  const firstText = specs.findIndex((spec) => spec.kind === "text");
  const rest = specs[firstText]?.name;
  const leading = firstText < 0 ? specs : specs.slice(0, firstText);
  const named = specs.filter((spec) => spec.name !== rest).map((spec) => spec.name);
  const input = new Map<string, string>();
  let words = line;
  if (named.length > 0) {
    // A quoted phrase is consumed whole, so that an option's name inside it stays part of the phrase.
    const pattern = new RegExp(
      `["“][^"“”]*["”]|(?<=^|\\s)(${named.join("|")}):(?:["“]([^"”]*)(?:["”]|$)|(\\S*))(?=\\s|$)`,
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
  let text = words.replace(/\s+/gu, " ").trim();
  for (;;) {
    const [word = ""] = text.split(" ", 1);
    const option = leading.find((spec) => !input.has(spec.name) && fits(word.toLowerCase(), spec));
    if (!option) break;
    input.set(option.name, word.toLowerCase());
    text = text.slice(word.length + 1);
  }
  if (rest !== undefined) text = withoutName(text, rest);
  if (text !== "") input.set(rest ?? text, text);
  return Object.fromEntries(input);
}

function withoutName(text: string, name: string): string {
  const [, value] = new RegExp(`^${name}:\\s*(.*)$`, "isu").exec(text) ?? [];
  if (value === undefined) return text;
  return /^["“]([^"“”]*)["”]?$/u.exec(value)?.[1]?.trim() ?? value;
}

function fits(word: string, { kind, choices = [], aliases = [] }: OptionSpec): boolean {
  return kind === "integer" ? /^\d+$/.test(word) : choices.includes(word) || aliases.includes(word);
}
