import { messageOf } from "../../errors.ts";
import { list, own } from "../json.ts";
import { paperOfValue } from "./csl-json.ts";
import { type Finding, finding } from "./entry.ts";

/** The keys under which programs put their records: Better BibTeX, Crossref's API, pandoc, Zotero. */
const WITHIN = ["items", "references", "entries", "papers", "data", "results"];

/**
 * The papers of one JSON object as a whole: a single work over several lines, or works in an envelope (`{"items": […]}`, and the
 * `{"message": …}` of Crossref's API). The numbers of findings count works, as there are no lines.
 */
export function papersOfJson(text: string): Finding[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = `not JSON: ${messageOf(error)}. Write it with one record a line first: jq -c . old.json > papers.jsonl`;
    return [finding(1, reason)];
  }
  return papersOfParsed(value);
}

/** The papers in what a file of JSON or YAML holds. */
export function papersOfParsed(value: unknown): Finding[] {
  return recordsIn(value).flatMap((record, at) => {
    const paper = paperOfValue(record);
    return paper === undefined ? [] : [finding(at + 1, paper)];
  });
}

function recordsIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const message = own(value, "message");
  const whole = typeof message === "object" && message !== null ? message : value;
  const name = WITHIN.find((one) => list(whole, one).length > 0);
  return name === undefined ? (keyedIn(whole) ?? [whole]) : list(whole, name);
}

// Works by their keys: `{"bee2020": {"title": …}}`.
function keyedIn(whole: unknown): readonly unknown[] | undefined {
  if (typeof whole !== "object" || whole === null || own(whole, "title") !== undefined) return undefined;
  const works: readonly unknown[] = Object.values(whole);
  const isWork = (one: unknown) => own(one, "title") !== undefined || own(one, "itemType") !== undefined;
  return works.length > 0 && works.every(isWork) ? works : undefined;
}
