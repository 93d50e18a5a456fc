import { hash } from "node:crypto";
import { messageOf } from "../../errors.ts";
import type { FoundPaper } from "../found-paper.ts";
import { field, list, own } from "../json.ts";
import { paperOfCslItem } from "./csl-item.ts";
import { type Entry, finding, type Taken } from "./entry.ts";
import { paperOfRecord } from "./json-record.ts";
import { type Line, type Lines, TOO_LONG } from "./lines.ts";

/**
 * Goes up whenever a line is read in another way than before, here or in what reading uses (readable text, ids): what
 * was taken in by the old way is then looked into again. A test notices.
 */
export const READING = 3;

/** Lines that are asked about together: so many, or so many characters of them. */
const TOGETHER = 200;
const TOGETHER_LENGTH = 1_000_000;

/** One entry for each line that is not blank. With `taken`, lines that have been taken in before are not parsed. */
export async function* jsonLinesEntries(lines: Lines, taken?: Taken): AsyncGenerator<Entry> {
  for await (const group of together(lines)) {
    const digests = taken ? group.map(({ text }) => (text === undefined ? "" : digestOf(text))) : [];
    const known = await taken?.(digests);
    for (const [index, { number, text, bytes, isWhole }] of group.entries()) {
      const digest = digests[index];
      if (text === undefined) yield { ...finding(number, TOO_LONG), bytes };
      else if (digest !== undefined && known?.has(digest)) yield { kind: "taken", line: number, bytes };
      else yield { ...finding(number, paperOfLine(text, isWhole), digest), bytes };
    }
  }
}

async function* together(lines: Lines): AsyncGenerator<readonly Line[]> {
  let group: Line[] = [];
  let length = 0;
  for await (const some of lines)
    for (const line of some) {
      if (line.text?.trim() === "") continue;
      group.push(line);
      length += line.text?.length ?? 0;
      if (group.length < TOGETHER && length < TOGETHER_LENGTH) continue;
      yield group;
      group = [];
      length = 0;
    }
  if (group.length > 0) yield group;
}

function digestOf(line: string): string {
  return hash("sha256", `${READING} ${line}`, "base64").slice(0, 22);
}

function paperOfLine(text: string, isWhole: boolean): FoundPaper | string {
  let record: unknown;
  try {
    record = JSON.parse(text);
  } catch (error) {
    return isWhole ? `not JSON: ${messageOf(error)}` : "the file ends in the middle of this line";
  }
  return isCslLine(record) ? paperOfCslItem(record) : paperOfRecord(record);
}

// What doi.org answers, one item a line; dumps of other kinds have a type or an author as well.
function isCslLine(record: unknown): boolean {
  const people = list(record, "author");
  return (
    own(record, "container-title") !== undefined ||
    list(own(record, "issued"), "date-parts").length > 0 ||
    people.some((one) => ["family", "given", "literal"].some((name) => field(one, name) !== undefined))
  );
}
