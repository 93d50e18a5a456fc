import { belongsTo } from "../../papers/category.ts";
import type { Paper } from "../../papers/paper.ts";
import { ensureCapacity } from "../storage/ensure-capacity.ts";
import type { Serializable } from "../storage/snapshot-file.ts";
import { createStringTable } from "../storage/string-table.ts";

/** What papers are sorted and filtered by, in arrays by doc. The doc must be in use. */
export interface PaperFacts extends Serializable {
  put(doc: number, paper: Paper): void;
  published(doc: number): string | undefined;
  /** A number that grows with the date; one of a year alone stands before the months of that year. 0 if unknown. */
  day(doc: number): number;
  votes(doc: number): number;
  categories(doc: number): readonly string[];
  /** Whether any paper is in a category, or in an archive of that name. Looks at every different list of categories. */
  knowsCategory(category: string): boolean;
  hasCode(doc: number): boolean;
  hasAbstract(doc: number): boolean;
}

const CODE = 1;
const ABSTRACT = 2;

export function createPaperFacts(): PaperFacts {
  let maxDoc = 0;
  let days = new Uint32Array(64);
  let votes = new Uint32Array(64);
  let flags = new Uint8Array(64);
  /** Most papers have the same few dates and lists of categories as others. */
  const dates = new Map<number, string>();
  const lists = createStringTable();
  let listOf = new Uint32Array(64);
  const read: (readonly string[] | undefined)[] = [];

  function listAt(number: number): readonly string[] {
    const list = read[number] ?? (JSON.parse(lists.text(number)) as readonly string[]);
    read[number] = list;
    return list;
  }

  return {
    put(doc, { published, upvotes = 0, categories, codeUrl, abstract }) {
      maxDoc = Math.max(maxDoc, doc + 1);
      days = ensureCapacity(days, doc);
      votes = ensureCapacity(votes, doc);
      flags = ensureCapacity(flags, doc);
      listOf = ensureCapacity(listOf, doc);
      days[doc] = dayOf(published);
      votes[doc] = upvotes;
      flags[doc] = (codeUrl === undefined ? 0 : CODE) | (abstract === undefined ? 0 : ABSTRACT);
      listOf[doc] = lists.numbered(JSON.stringify(categories));
    },
    published(doc) {
      const day = days[doc] ?? 0;
      if (day === 0) return undefined;
      const known = dates.get(day) ?? dateOf(day);
      dates.set(day, known);
      return known;
    },
    day: (doc) => days[doc] ?? 0,
    votes: (doc) => votes[doc] ?? 0,
    categories: (doc) => listAt(listOf[doc] ?? 0),
    knowsCategory(category) {
      for (let number = 1; number <= lists.size; number++) {
        if (listAt(number).some((one) => belongsTo(one, category))) return true;
      }
      return false;
    },
    hasCode: (doc) => ((flags[doc] ?? 0) & CODE) !== 0,
    hasAbstract: (doc) => ((flags[doc] ?? 0) & ABSTRACT) !== 0,
    async save(out) {
      for (const numbers of [days, votes, listOf, flags]) await out.numbers(numbers.subarray(0, maxDoc));
      await lists.save(out);
    },
    async load(from) {
      days = await from.numbers(Uint32Array);
      votes = await from.numbers(Uint32Array);
      listOf = await from.numbers(Uint32Array);
      flags = await from.numbers(Uint8Array);
      maxDoc = days.length;
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
