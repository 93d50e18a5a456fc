import type { FoundPaper } from "../../found-paper.ts";
import { type Entry, finding } from "../entry.ts";
import { type Lines, TOO_LONG } from "../lines.ts";

/** The values of a record by their tags, in order; what gives those of some tags leaves out the empty ones. */
export interface Values {
  all(...tags: readonly string[]): readonly string[];
  first(...tags: readonly string[]): string | undefined;
}

/** A format with a tag at the start of each line. */
export interface TaggedFormat {
  /** A line's tag and value; undefined if it continues the line before. */
  tagged(line: string): { readonly tag: string; readonly value: string } | undefined;
  /** The tag that begins a record. */
  readonly begins: string;
  /** The tag that ends one, where there is one. */
  readonly ends?: string;
  /** Tags of the file, not of a record. */
  readonly outside?: ReadonlySet<string>;
  /** Tags whose lines are separate values. */
  readonly listed: ReadonlySet<string>;
  paperOf(values: Values): FoundPaper | string;
}

interface OpenRecord {
  readonly line: number;
  readonly tags: Map<string, string[]>;
  last: string | undefined;
  size: number;
  problem?: string;
  isBehindBlank: boolean;
}

const NO_VALUES: readonly string[] = [];
const LONGEST_RECORD = 1024 * 1024;

/** One entry for each record, in flat memory. A record without its first tag begins behind a blank line with the tag that it repeats. */
export async function* taggedEntries(lines: Lines, format: TaggedFormat): AsyncGenerator<Entry> {
  let record: OpenRecord | undefined;
  let bytes = 0;

  function* done(): Generator<Entry> {
    if (record !== undefined && (record.tags.size > 0 || record.problem !== undefined)) {
      yield { ...finding(record.line, record.problem ?? format.paperOf(valuesOf(record.tags))), bytes };
    }
    record = undefined;
  }

  for await (const group of lines)
    for (const line of group) {
      const said = format.tagged(line.text ?? "");
      if (said !== undefined && record !== undefined && isNext(record, said.tag, format)) yield* done();
      bytes = line.bytes;
      if (said !== undefined && (said.tag === format.ends || format.outside?.has(said.tag))) {
        yield* done();
        continue;
      }
      if (said !== undefined || line.text === undefined) {
        record ??= { line: line.number, tags: new Map(), last: undefined, size: 0, isBehindBlank: false };
      }
      if (record === undefined) continue;
      if (line.text === undefined) fail(record, TOO_LONG);
      else take(record, said?.tag, said?.value ?? line.text.trim(), format);
    }
  yield* done();
}

function isNext(record: OpenRecord, tag: string, { begins }: TaggedFormat): boolean {
  if (tag === begins) return true;
  const [first] = record.tags.keys();
  return record.isBehindBlank && !record.tags.has(begins) && tag === first;
}

function take(record: OpenRecord, tag: string | undefined, value: string, format: TaggedFormat): void {
  record.size += value.length;
  if (record.size > LONGEST_RECORD) fail(record, "the record is longer than 1 MiB");
  const name = tag ?? record.last;
  record.isBehindBlank = tag === undefined && value === "";
  if (record.problem !== undefined || name === undefined) return;
  record.last = name;
  if (value === "") return;
  const values = record.tags.get(name) ?? [];
  record.tags.set(name, values);
  const before = tag !== undefined || format.listed.has(name) ? undefined : values.pop();
  values.push(before === undefined ? value : `${before} ${value}`);
}

function fail(record: OpenRecord, problem: string): void {
  record.problem ??= problem;
  record.tags.clear();
}

function valuesOf(tags: ReadonlyMap<string, readonly string[]>): Values {
  const of = (name: string | undefined) => tags.get(name ?? "") ?? NO_VALUES;
  return {
    all: (...names) => (names.length === 1 ? of(names[0]) : names.flatMap(of)),
    first: (...names) => of(names.find((name) => of(name).length > 0))[0],
  };
}
