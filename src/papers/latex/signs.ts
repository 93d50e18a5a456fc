import { match, next, type Reader } from "./reader.ts";

/** Quotes, dashes and ties of running text: what the sign here and those after it stand for. */
export function sign(reader: Reader, char: string): string {
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

/** Whether an accent and its empty group are meant for the letter behind: "Universit\'{}e"; "\~{}ann" is a sign by itself. */
export function hasLetterBehindGroup(reader: Reader, sign: string): boolean {
  if (!/^\{\}[a-zA-Z]/.test(next(reader, 3))) return false;
  return !"~^".includes(sign) || /[a-zA-Z]/.test(reader.source.charAt(reader.at - 3));
}

/** Whether "\'" is no accent: "it\'s" comes from programs that escape quotes. */
export function isApostrophe(reader: Reader): boolean {
  return (
    /[a-zA-Z]/.test(reader.source.charAt(reader.at - 2)) &&
    /^'(?:[stdm]|ll|re|ve)(?![a-zA-Z])/.test(next(reader, 4))
  );
}
