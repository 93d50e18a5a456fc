import type { Paper } from "../../papers/paper.ts";
import { grown } from "../storage/ensure-capacity.ts";
import type { Kept } from "../storage/snapshot-file.ts";
import { createDictionary } from "../storage/string-table.ts";

/** What papers are sorted and filtered by, in arrays by slot. The slot must be in use. */
export interface PaperFacts extends Kept {
  put(slot: number, paper: Paper): void;
  published(slot: number): string | undefined;
  /** A number that grows with the date; one of a year alone stands before the months of that year. 0 if unknown. */
  day(slot: number): number;
  votes(slot: number): number;
  categories(slot: number): readonly string[];
  hasCode(slot: number): boolean;
  hasAbstract(slot: number): boolean;
}

const CODE = 1;
const ABSTRACT = 2;

export function createPaperFacts(): PaperFacts {
  let slots = 0;
  let days = new Uint32Array(64);
  let votes = new Uint32Array(64);
  let flags = new Uint8Array(64);
  /** Most papers have the same few dates and lists of categories as others. */
  const dates = new Map<number, string>();
  const lists = createDictionary();
  let listOf = new Uint32Array(64);
  const read: (readonly string[] | undefined)[] = [];

  return {
    put(slot, { published, upvotes = 0, categories, codeUrl, abstract }) {
      slots = Math.max(slots, slot + 1);
      days = grown(days, slot);
      votes = grown(votes, slot);
      flags = grown(flags, slot);
      listOf = grown(listOf, slot);
      days[slot] = dayOf(published);
      votes[slot] = upvotes;
      flags[slot] = (codeUrl === undefined ? 0 : CODE) | (abstract === undefined ? 0 : ABSTRACT);
      listOf[slot] = lists.numbered(JSON.stringify(categories));
    },
    published(slot) {
      const day = days[slot] ?? 0;
      if (day === 0) return undefined;
      const known = dates.get(day) ?? dateOf(day);
      dates.set(day, known);
      return known;
    },
    day: (slot) => days[slot] ?? 0,
    votes: (slot) => votes[slot] ?? 0,
    categories(slot) {
      const number = listOf[slot] ?? 0;
      const list = read[number] ?? (JSON.parse(lists.text(number)) as readonly string[]);
      read[number] = list;
      return list;
    },
    hasCode: (slot) => ((flags[slot] ?? 0) & CODE) !== 0,
    hasAbstract: (slot) => ((flags[slot] ?? 0) & ABSTRACT) !== 0,
    async save(out) {
      for (const numbers of [days, votes, listOf, flags]) await out.numbers(numbers.subarray(0, slots));
      await lists.save(out);
    },
    async load(from) {
      days = await from.numbers(Uint32Array);
      votes = await from.numbers(Uint32Array);
      listOf = await from.numbers(Uint32Array);
      flags = await from.numbers(Uint8Array);
      slots = days.length;
      await lists.load(from);
    },
  };
}

/** "2024-07" as 20240700. */
function dayOf(published = "0"): number {
  const [year = 0, month = 0, day = 0] = published.split("-").map(Number);
  return (year * 100 + month) * 100 + day;
}

function dateOf(day: number): string {
  const digits = String(day).padStart(8, "0");
  const [year, month, date] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)];
  if (month === "00") return year;
  return date === "00" ? `${year}-${month}` : `${year}-${month}-${date}`;
}
