import { afterVariableByte, putVariableByte, variableByteAt } from "./variable-byte.ts";

/**
 * One ascending list of postings in bytes. First how many there are. A posting is the gap to the doc before, doubled, plus
 * one if its count is above one, seven bits in each byte; such a count follows. Of a long list every 128th posting is in a
 * table at its front: the doc before it and where it begins, four bytes each.
 */
export interface PackedList {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

const STRIDE = 128;
const ENTRY = 8;
/** A posting takes at most so many bytes: 25 bits and a count. */
const LONGEST_POSTING = 5;

/** So many bytes are enough for a list of so many postings. */
export function roomFor(postings: number): number {
  return LONGEST_POSTING * (postings + 1) + ENTRY * entries(postings);
}

/** Writes a list; returns where it ends. Nothing at all for an empty one. */
export function packList(postings: Uint32Array, bytes: Uint8Array, start: number): number {
  if (postings.length === 0) return start;
  let at = putVariableByte(postings.length, bytes, start);
  let entry = at;
  at += ENTRY * entries(postings.length);
  const first = at;
  let before = -1;
  for (let index = 0; index < postings.length; index += 1) {
    if (index > 0 && index % STRIDE === 0) {
      putFixed(before, bytes, entry);
      putFixed(at - first, bytes, entry + 4);
      entry += ENTRY;
    }
    const posting = postings[index] ?? 0;
    const doc = posting >>> 8;
    const count = posting & 255;
    at = putVariableByte(((doc - before) << 1) | (count > 1 ? 1 : 0), bytes, at);
    if (count > 1) bytes[at++] = count;
    before = doc;
  }
  return at;
}

/** How many postings a list has. */
export function countOf({ bytes, start, end }: PackedList): number {
  return start === end ? 0 : variableByteAt(bytes, start);
}

/** Reads a list into `target`. Returns how many postings that were. */
export function unpackList(list: PackedList, target: Uint32Array): number {
  const { bytes, end } = list;
  const count = countOf(list);
  let at = dataOf(list, count);
  let doc = -1;
  let index = 0;
  while (at < end) {
    let byte = bytes[at++] ?? 0;
    let value = byte & 127;
    for (let shift = 7; byte < 128; shift += 7) {
      byte = bytes[at++] ?? 128;
      value |= (byte & 127) << shift;
    }
    doc += value >>> 1;
    target[index++] = (doc << 8) | (value & 1 ? (bytes[at++] ?? 1) : 1);
  }
  return index;
}

/** How often a doc occurs in a list; looks at 128 postings at most. */
export function occurrencesInList(list: PackedList, wanted: number): number {
  const { bytes, start, end } = list;
  if (start === end) return 0;
  const count = countOf(list);
  const first = dataOf(list, count);
  const table = first - ENTRY * entries(count);
  let low = 0;
  for (let high = entries(count); low < high; ) {
    const middle = (low + high) >> 1;
    if (fixedAt(bytes, table + middle * ENTRY) < wanted) low = middle + 1;
    else high = middle;
  }
  let doc = low === 0 ? -1 : fixedAt(bytes, table + (low - 1) * ENTRY);
  let at = low === 0 ? first : first + fixedAt(bytes, table + (low - 1) * ENTRY + 4);
  while (at < end) {
    const value = variableByteAt(bytes, at);
    at = afterVariableByte(bytes, at);
    doc += value >>> 1;
    if (doc >= wanted) return doc === wanted ? (value & 1 ? (bytes[at] ?? 1) : 1) : 0;
    at += value & 1;
  }
  return 0;
}

function entries(postings: number): number {
  return postings === 0 ? 0 : Math.floor((postings - 1) / STRIDE);
}

function dataOf({ bytes, start, end }: PackedList, count: number): number {
  const at = start === end ? start : afterVariableByte(bytes, start);
  return at + ENTRY * entries(count);
}

function putFixed(number: number, bytes: Uint8Array, at: number): void {
  for (let byte = 0; byte < 4; byte += 1) bytes[at + byte] = number >>> (8 * byte);
}

function fixedAt(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] ?? 0) |
    ((bytes[at + 1] ?? 0) << 8) |
    ((bytes[at + 2] ?? 0) << 16) |
    ((bytes[at + 3] ?? 0) << 24)
  );
}
