import { ensureCapacity } from "./ensure-capacity.ts";
import { countOf, occurrencesInList, type PackedList, packList, roomFor, unpackList } from "./packed-list.ts";
import { docOf } from "./posting.ts";
import { occurrencesAt } from "./postings.ts";
import type { SnapshotReader, SnapshotWriter } from "./snapshot-file.ts";

/**
 * Lists of postings as a snapshot holds them, in less than half of the memory that plain numbers take. They stay as they are,
 * but docs can be struck out of all of them.
 */
export interface PackedPostings {
  /** How many postings a list has that are not struck out. */
  count(list: number): number;
  /** A list, in order of docs; a view that is good for as long as it is held. Those read last need not be unpacked again. */
  read(list: number): Uint32Array;
  /** The same where each list is wanted once: a view that is good until the next one. */
  readOnce(list: number): Uint32Array;
  /** How often a list has a doc; 0 if it is struck out. */
  occurrences(list: number, doc: number): number;
  /** Whether some list has the doc, and it is not struck out. */
  holds(doc: number): boolean;
  /** Strikes out a doc; `lists` are those that have it. */
  strike(doc: number, lists: Iterable<number>): void;
}

const HELD = 1;
const STRUCK = 2;
/** A query reads the lists of its words several times: so many postings stay unpacked, in four bytes each. */
const MOST_UNPACKED = 2 ** 21;
/** Shorter lists are soon unpacked again, and many of them would weigh more than their postings. */
const LONG = 256;

/** Where there is no snapshot. */
export const NO_POSTINGS: PackedPostings = {
  count: () => 0,
  read: () => NOTHING,
  readOnce: () => NOTHING,
  occurrences: () => 0,
  holds: () => false,
  strike: () => {},
};

const NOTHING = new Uint32Array();

/** Writes `count` lists, numbered from 0. */
export async function savePostings(
  out: SnapshotWriter,
  count: number,
  maxDoc: number,
  read: (list: number) => Uint32Array,
): Promise<void> {
  const starts = new Uint32Array(count + 1);
  const states = new Uint8Array(maxDoc);
  await out.pieces(packAll());
  await out.numbers(starts);
  await out.numbers(states);

  function* packAll(): Generator<Uint8Array> {
    let bytes = new Uint8Array(2 ** 16);
    for (let list = 0; list < count; list += 1) {
      const postings = read(list);
      for (const posting of postings) states[docOf(posting)] = HELD;
      if (bytes.length < roomFor(postings.length)) bytes = new Uint8Array(roomFor(postings.length));
      const length = packList(postings, bytes, 0);
      starts[list + 1] = (starts[list] ?? 0) + length;
      if (length > 0) yield bytes.subarray(0, length);
    }
  }
}

export async function loadPostings(from: SnapshotReader): Promise<PackedPostings> {
  const bytes = await from.numbers(Uint8Array);
  const starts = await from.numbers(Uint32Array);
  const states = await from.numbers(Uint8Array);
  let struck = new Uint32Array();
  const unpacked = new Map<number, Uint32Array>();
  let size = 0;
  let scratch = new Uint32Array(1024);

  function packed(list: number): PackedList {
    const start = starts[list] ?? 0;
    return { bytes, start, end: starts[list + 1] ?? start };
  }

  function unpack(list: number, room: Uint32Array): Uint32Array {
    const postings = room.subarray(0, unpackList(packed(list), room));
    return struck[list] ? postings.filter((posting) => states[docOf(posting)] === HELD) : postings;
  }

  /** The oldest are forgotten. */
  function remember(list: number, postings: Uint32Array): void {
    unpacked.set(list, postings);
    size += postings.length;
    for (const [oldest, { length }] of unpacked) {
      if (size <= MOST_UNPACKED) break;
      unpacked.delete(oldest);
      size -= length;
    }
  }

  return {
    count: (list) => countOf(packed(list)) - (struck[list] ?? 0),
    read(list) {
      const known = unpacked.get(list);
      if (known) return known;
      const postings = unpack(list, new Uint32Array(countOf(packed(list))));
      if (postings.length >= LONG) remember(list, postings);
      return postings;
    },
    readOnce(list) {
      scratch = ensureCapacity(scratch, countOf(packed(list)));
      return unpack(list, scratch);
    },
    occurrences(list, doc) {
      if (states[doc] !== HELD) return 0;
      const known = unpacked.get(list);
      return known ? occurrencesAt(known, doc) : occurrencesInList(packed(list), doc);
    },
    holds: (doc) => states[doc] === HELD,
    strike(doc, lists) {
      if (states[doc] !== HELD) return;
      states[doc] = STRUCK;
      if (struck.length === 0) struck = new Uint32Array(starts.length);
      for (const list of lists) {
        struck[list] = (struck[list] ?? 0) + 1;
        size -= unpacked.get(list)?.length ?? 0;
        unpacked.delete(list);
      }
    },
  };
}
