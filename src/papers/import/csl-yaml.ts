import { parse } from "yaml";
import { messageOf } from "../../errors.ts";
import { type Finding, finding } from "./entry.ts";
import { papersOfParsed } from "./json-object.ts";

/** Its parser takes far longer than those of other formats. */
const LONGEST = 4 * 1024 * 1024;

/** The papers of a file of CSL-YAML, as pandoc writes it: a list, or one under `references`. Numbers count works. */
export function papersOfYaml(text: string): Finding[] {
  if (text.length > LONGEST)
    return [finding(1, "YAML of more than 4 MiB. Turn it into CSL-JSON first: pandoc -t csljson")];
  // Between `---` and `...` stands what pandoc reads; behind it, there may be a text.
  const block = text.replace(/^---[ \t]*\n/, "").split(/^(?:---|\.\.\.)[ \t]*$/m, 1)[0] ?? "";
  try {
    return papersOfParsed(parse(block, { maxAliasCount: 100, schema: "core", logLevel: "error" }));
  } catch (error) {
    return [finding(1, `not YAML: ${messageOf(error).split("\n", 1)[0]}`)];
  }
}
