import { messageOf } from "../../errors.ts";
import type { FoundPaper } from "../found-paper.ts";
import { own } from "../json.ts";
import { paperOfCslItem } from "./csl-item.ts";
import { type Entry, finding } from "./entry.ts";
import { jsonListElements } from "./json-list.ts";
import { paperOfRecord } from "./json-record.ts";
import { isZoteroItem, paperOfZoteroItem } from "./zotero-item.ts";

/** One entry for each element of a JSON list: CSL-JSON, what Zotero's API answers, or the records of `paperOfRecord`. */
export async function* jsonListEntries(chunks: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  for await (const { line, bytes, text, problem } of jsonListElements(chunks)) {
    const paper = problem ?? paperOfElement(text);
    if (paper !== undefined) yield { ...finding(line, paper), bytes };
  }
}

function paperOfElement(text: string): FoundPaper | string | undefined {
  let element: unknown;
  try {
    element = JSON.parse(text);
  } catch (error) {
    return `not JSON: ${messageOf(error)}`;
  }
  return paperOfValue(element);
}

/** The paper in a parsed JSON or YAML value, whatever its shape; undefined if it is no work. */
export function paperOfValue(value: unknown): FoundPaper | string | undefined {
  if (isZoteroItem(value)) return paperOfZoteroItem(value);
  return isCslItem(value) ? paperOfCslItem(value) : paperOfRecord(value);
}

function isCslItem(element: unknown): boolean {
  return (
    ["type", "container-title"].some((name) => own(element, name) !== undefined) ||
    ["author", "issued"].some((name) => typeof own(element, name) === "object")
  );
}
