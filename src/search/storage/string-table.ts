import { fnv1a } from "../../hash.ts";
import { detachString } from "./detach-string.ts";
import { ensureCapacity } from "./ensure-capacity.ts";
import { position } from "./postings.ts";
import type { Serializable } from "./snapshot-file.ts";

/**
 * A string table: texts with a number each, from 1, in a few arrays: half a million strings in a Map would take a hundred megabytes, and
 * seconds to fill. Numbers are kept for good.
 */
export interface StringTable extends Serializable {
  /** The highest number. */
  readonly size: number;
  /** The number of a text, if it has one. */
  number(text: string): number | undefined;
  /** The number of a text; a new one if it has none. */
  numbered(text: string): number;
  /** Empty for a number that is nobody's. */
  text(number: number): string;
  /** Below zero if the first text stands before the second one in the order of their characters. */
  compare(a: number, b: number): number;
  /** The numbers of texts that begin with `start`, in the order of the numbers. */
  startingWith(start: string): readonly number[];
  /** The numbers of texts in which `part` stands anywhere. */
  holding(part: string): readonly number[];
}

/** Stands before each text. No text in UTF-8 has such a byte. */
const EDGE = 0xff;

/** By the upper bits of its hash a text is in one of so many tables: each is small enough to be laid out anew at once. */
const TABLES = 256;

const MOST_REMEMBERED = 20_000;

export function createStringTable(): StringTable {
  let bytes = Buffer.alloc(256);
  bytes[0] = EDGE;
  let end = 1;
  /** Where each text begins; it ends one byte before the next. */
  let starts = new Uint32Array(64);
  starts[1] = end;
  let size = 0;
  const tables: Uint32Array[] = Array.from({ length: TABLES }, () => EMPTY);
  const used = new Uint32Array(TABLES);
  /** What has come lately comes again: this makes filing papers a good deal faster. */
  const lately = new Map<string, number>();

  function text(number: number): string {
    if (number < 1 || number > size) return "";
    return bytes.toString("utf8", starts[number] ?? 0, (starts[number + 1] ?? 0) - 1);
  }

  function holds(number: number, wanted: string): boolean {
    const from = starts[number] ?? 0;
    const length = (starts[number + 1] ?? 0) - 1 - from;
    if (length < wanted.length) return false;
    for (let at = 0; at < wanted.length; at += 1) {
      const letter = wanted.charCodeAt(at);
      if (letter > 127) return text(number) === wanted;
      if (letter !== bytes[from + at]) return false;
    }
    return length === wanted.length;
  }

  /** The number of a text with this hash, or 0. */
  function find(wanted: string, hash: number): number {
    const table = tables[hash >>> 24] ?? EMPTY;
    for (let place = hash; ; place += 1) {
      const number = table[place & (table.length - 1)] ?? 0;
      if (number === 0 || holds(number, wanted)) return number;
    }
  }

  function file(number: number, hash: number): void {
    const which = hash >>> 24;
    const count = (used[which] ?? 0) + 1;
    used[which] = count;
    let table = tables[which] ?? EMPTY;
    if (count * 3 > table.length * 2) {
      const old = table;
      table = new Uint32Array(Math.max(4, old.length * 2));
      tables[which] = table;
      for (const known of old) if (known !== 0) place(known, hashOf(text(known)), table);
    }
    place(number, hash, table);
  }

  function append(added: string): number {
    const length = Buffer.byteLength(added);
    if (end + length + 1 > bytes.length) {
      const longer = Buffer.alloc(Math.ceil((end + length + 1) * 1.5));
      bytes.copy(longer, 0, 0, end);
      bytes = longer;
    }
    bytes.write(added, end);
    end += length + 1;
    bytes[end - 1] = EDGE;
    size += 1;
    starts = ensureCapacity(starts, size + 1);
    starts[size + 1] = end;
    return size;
  }

  function matches(needle: Buffer): readonly number[] {
    const found: number[] = [];
    const edges = starts.subarray(0, size + 2);
    for (let at = bytes.indexOf(needle); at >= 0 && at < end - 1; ) {
      const number = position(edges, at + 2) - 1;
      found.push(number);
      at = bytes.indexOf(needle, (starts[number + 1] ?? 0) - 1);
    }
    return found;
  }

  return {
    get size() {
      return size;
    },
    number(wanted) {
      const known = wellFormed(wanted);
      return find(known, hashOf(known)) || undefined;
    },
    numbered(wanted) {
      const recent = lately.get(wanted);
      if (recent !== undefined) return recent;
      const added = wellFormed(wanted);
      const hash = hashOf(added);
      const known = find(added, hash);
      const number = known === 0 ? append(added) : known;
      if (known === 0) file(number, hash);
      if (lately.size >= MOST_REMEMBERED) lately.clear();
      lately.set(wanted, number);
      return number;
    },
    text,
    compare(a, b) {
      const [from, other] = [starts[a] ?? 0, starts[b] ?? 0];
      const shorter = Math.min((starts[a + 1] ?? 0) - from, (starts[b + 1] ?? 0) - other) - 1;
      for (let at = 0; at < shorter; at += 1) {
        const difference = (bytes[from + at] ?? 0) - (bytes[other + at] ?? 0);
        if (difference !== 0) return difference;
      }
      return (starts[a + 1] ?? 0) - from - ((starts[b + 1] ?? 0) - other);
    },
    startingWith: (start) => matches(Buffer.concat([Buffer.of(EDGE), Buffer.from(start)])),
    holding: (part) => matches(Buffer.from(part)),
    async save(out) {
      await out.numbers(bytes.subarray(0, end));
      await out.numbers(starts.subarray(0, size + 2));
      await out.numbers(used);
      await out.numbers(Uint32Array.from(tables, (table) => table.length));
      await out.pieces(tables);
    },
    async load(from) {
      lately.clear();
      const read = await from.numbers(Uint8Array);
      bytes = Buffer.from(read.buffer);
      end = bytes.length;
      starts = await from.numbers(Uint32Array);
      size = starts.length - 2;
      used.set(await from.numbers(Uint32Array));
      const lengths = await from.numbers(Uint32Array);
      const all = await from.numbers(Uint32Array);
      let at = 0;
      for (const [which, length] of lengths.entries()) {
        tables[which] = all.subarray(at, at + length);
        at += length;
      }
    },
  };
}

const EMPTY = new Uint32Array();

function place(number: number, hash: number, table: Uint32Array): void {
  let at = hash & (table.length - 1);
  while (table[at] !== 0) at = (at + 1) & (table.length - 1);
  table[at] = number;
}

/** As it will be read back: half of a pair of surrogates is no character. */
function wellFormed(text: string): string {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) >= 0xd800) return detachString(text);
  return text;
}

/** FNV-1a with its bits mixed once more: the upper ones choose a table. */
function hashOf(text: string): number {
  const hash = fnv1a(text);
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}
