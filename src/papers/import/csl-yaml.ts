import { parse } from "yaml";
import { messageOf } from "../../errors.ts";
import { capped } from "../field-caps.ts";
import { type Finding, finding } from "./entry.ts";
import { papersOfParsed } from "./json-object.ts";

/** In characters: YAML's parser is far slower than those of other formats. */
const LONGEST = 4 * 1024 * 1024;

// Fields in which pandoc writes Markdown.
const MARKDOWN = new Set(["title", "container-title", "collection-title"]);

/** The value with its titles in plain text; deeper ones than those of a reference stay as they are. */
function plainTexts(value: unknown, depth = 0): unknown {
  if (depth > 3 || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => plainTexts(one, depth + 1));
  const plain = Object.entries(value).map(([name, inner]: [string, unknown]) => [
    name,
    typeof inner === "string" && MARKDOWN.has(name) ? withoutMarkdown(inner) : plainTexts(inner, depth + 1),
  ]);
  return Object.fromEntries(plain);
}

// "[NASA]{.nocase}", "*Apis*", "H~2~O" and "n^2^".
function withoutMarkdown(text: string): string {
  return capped(text, "title")
    .replace(/\[([^\][]{1,300})\]\{\.[\w-]{1,30}\}/g, "$1")
    .replace(/(\*{1,2})(?=\S)([^*]{1,300})(?<=\S)\1/g, "$2")
    .replace(/~([\w+-]{1,20})~/g, "<sub>$1</sub>")
    .replace(/\^([\w+-]{1,20})\^/g, "<sup>$1</sup>")
    .replace(/\\(?=[*_^~[\]])/g, "");
}

/** The papers of a file of CSL-YAML, as pandoc writes it: a list, or one under `references`. Numbers count works. */
export function papersOfYaml(text: string): Finding[] {
  if (text.length > LONGEST)
    return [finding(1, "YAML of more than 4 MiB. Turn it into CSL-JSON first: pandoc -t csljson")];
  // Between `---` and `...` stands what pandoc reads; behind it, there may be a text.
  const block = text.replace(/^---[ \t]*\n/, "").split(/^(?:---|\.\.\.)[ \t]*$/m, 1)[0] ?? "";
  try {
    const value: unknown = parse(block, { maxAliasCount: 100, schema: "core", logLevel: "error" });
    return papersOfParsed(plainTexts(value));
  } catch (error) {
    return [finding(1, `not YAML: ${messageOf(error).split("\n", 1)[0]}`)];
  }
}
