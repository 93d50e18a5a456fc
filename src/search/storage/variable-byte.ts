/**
 * Variable-byte coding: a whole number from 0 in as few bytes as it needs, seven bits in each, the lowest first. The last byte is
 * marked with its upper bit. The loop that reads postings decodes it in line, for speed; see packed-list.ts.
 */

/** Writes a number; returns where it ends. */
export function putVariableByte(number: number, bytes: Uint8Array, start: number): number {
  let at = start;
  let left = number;
  for (; left > 127; left >>>= 7) bytes[at++] = left & 127;
  bytes[at++] = left | 128;
  return at;
}

/** The number that begins at a place. */
export function variableByteAt(bytes: Uint8Array, start: number): number {
  let number = 0;
  for (let at = start, shift = 0; ; at += 1, shift += 7) {
    const byte = bytes[at] ?? 128;
    number |= (byte & 127) << shift;
    if (byte >= 128) return number >>> 0;
  }
}

/** The place behind the number that begins at a place. */
export function afterVariableByte(bytes: Uint8Array, start: number): number {
  let at = start;
  while ((bytes[at++] ?? 128) < 128);
  return at;
}

/** Numbers one after the other. */
export function packNumbers(numbers: Uint32Array): Uint8Array {
  const bytes = new Uint8Array(MOST_BYTES * numbers.length);
  let end = 0;
  for (const number of numbers) end = putVariableByte(number, bytes, end);
  return bytes.slice(0, end);
}

/** What packNumbers packed. */
export function unpackNumbers(bytes: Uint8Array): Uint32Array {
  const numbers = new Uint32Array(bytes.length);
  let length = 0;
  let number = 0;
  let shift = 0;
  for (const byte of bytes) {
    number |= (byte & 127) << shift;
    shift += 7;
    if (byte < 128) continue;
    numbers[length] = number;
    length += 1;
    number = 0;
    shift = 0;
  }
  return numbers.subarray(0, length);
}

/** Of 32 bits. */
const MOST_BYTES = 5;
