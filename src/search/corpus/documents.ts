import type { Paper } from "../../papers/paper.ts";
import { titleKey } from "../../papers/text.ts";
import { createByteStore } from "../storage/byte-store.ts";
import { grown } from "../storage/ensure-capacity.ts";
import type { Kept, OpenFile } from "../storage/snapshot-file.ts";
import { createTexts } from "../storage/string-column.ts";
import { createDictionary } from "../storage/string-table.ts";
import { fold } from "../text/analyze.ts";
import { foldTitle } from "../text/paper-text.ts";
import { createPaperFacts, type PaperFacts } from "./paper-facts.ts";
import { createPaperStore } from "./paper-store.ts";
import { holdsRun, packSequence, type Sequence, unpackSequence } from "./term-sequence.ts";

/** What filters and titles are decided by, and the whole paper for what is shown. Each is read when it is asked for. */
export interface Entry {
  readonly paper: Paper;
  /** With a space in front, so that every word of it begins after one; see foldTitle. */
  readonly foldedTitle: string;
  /** A line for each author. */
  readonly foldedAuthors: string;
  readonly published: string | undefined;
  readonly votes: number;
  readonly categories: readonly string[];
  readonly hasCode: boolean;
  readonly hasAbstract: boolean;
}

/** The papers by slot, in arrays of bytes: a hundred thousand of them as objects would take a gigabyte. */
export interface Records extends Kept {
  readonly size: number;
  /** One more than the highest slot ever in use. */
  readonly slots: number;
  has(slot: number): boolean;
  slotOf(id: string): number | undefined;
  /** All slots in use. */
  all(): IterableIterator<number>;
  /** A slot that is not in use. */
  freeSlot(): number;
  put(slot: number, paper: Paper, sequence: Sequence): void;
  remove(slot: number): void;
  /** Undefined for an empty slot. */
  entry(slot: number): Entry | undefined;
  /** Unpacked anew each time: for what is shown or filed, not for sorting. The slot must be in use; so for all below. */
  paper(slot: number): Paper;
  id(slot: number): string;
  /** Below zero if the id in the first slot stands before the one in the second. */
  compareIds(a: number, b: number): number;
  /** The slots of papers whose ids begin so. */
  withIdsFrom(start: string): readonly number[];
  readonly facts: PaperFacts;
  published(slot: number): string | undefined;
  votes(slot: number): number;
  foldedTitle(slot: number): string;
  /** A line for each author. */
  foldedAuthors(slot: number): string;
  /** The same for all titles with one key (see `titleKey`), and hardly ever for others. */
  titleHash(slot: number): number;
  /** The slots of papers with a word in their folded title that begins so; and of those with this anywhere in their folded authors. */
  titlesWith(start: string): readonly number[];
  authorsWith(part: string): readonly number[];
  /** The slots of papers whose title has this key (see `titleKey`). */
  titled(key: string): readonly number[];
  sequence(slot: number): Sequence;
  /** Whether a paper's sequence has this run in it, as packSequence packs it. */
  holdsRun(slot: number, run: Uint8Array): boolean;
  /** After `save`: from now on the papers are read from the file that was written. */
  moveTo(written: OpenFile): Promise<void>;
  /** Lets go of the file in which papers are. */
  close(): Promise<void>;
}

export function createRecords(): Records {
  const ids = createDictionary();
  /** The number of the id in a slot, and one more than the slot of an id; 0 for none. */
  let idIn = new Uint32Array(64);
  let slotFor = new Uint32Array(64);
  let slots = 0;
  let free: number[] = [];
  let titleHashes = new Uint32Array(64);
  const facts = createPaperFacts();
  const papers = createPaperStore();
  const titles = createTexts();
  const authors = createTexts();
  const sequences = createByteStore();
  const parts: readonly Kept[] = [ids, facts, papers, titles, authors, sequences];

  const has = (slot: number) => (idIn[slot] ?? 0) !== 0;

  function* all(): Generator<number> {
    for (let slot = 0; slot < slots; slot += 1) if (has(slot)) yield slot;
  }

  // A class, because a filter looks at every paper: an object of closures for each takes ten times as long.
  class SlotEntry implements Entry {
    readonly slot: number;

    constructor(slot: number) {
      this.slot = slot;
    }

    get paper() {
      return papers.get(this.slot);
    }

    get foldedTitle() {
      return titles.get(this.slot);
    }

    get foldedAuthors() {
      return authors.get(this.slot);
    }

    get published() {
      return facts.published(this.slot);
    }

    get votes() {
      return facts.votes(this.slot);
    }

    get categories() {
      return facts.categories(this.slot);
    }

    get hasCode() {
      return facts.hasCode(this.slot);
    }

    get hasAbstract() {
      return facts.hasAbstract(this.slot);
    }
  }

  return {
    get size() {
      return slots - free.length;
    },
    get slots() {
      return slots;
    },
    has,
    slotOf(id) {
      const slot = (slotFor[ids.number(id) ?? 0] ?? 0) - 1;
      return slot < 0 ? undefined : slot;
    },
    all,
    freeSlot: () => free.at(-1) ?? slots,
    put(slot, added, sequence) {
      if (slot === slots) slots += 1;
      else if (slot === free.at(-1)) free.pop();
      const number = ids.numbered(added.id);
      idIn = grown(idIn, slot);
      slotFor = grown(slotFor, number);
      titleHashes = grown(titleHashes, slot);
      idIn[slot] = number;
      slotFor[number] = slot + 1;
      titleHashes[slot] = hash(titleKey(added.title));
      facts.put(slot, added);
      papers.put(slot, added);
      titles.put(slot, ` ${foldTitle(added.title)}`);
      // As words are: a name is found with its apostrophe and without.
      authors.put(slot, fold(added.authors.join("\n")).replace(/['’]/g, ""));
      sequences.put(slot, packSequence(sequence));
    },
    remove(slot) {
      slotFor[idIn[slot] ?? 0] = 0;
      idIn[slot] = 0;
      free.push(slot);
      for (const store of [papers, titles, authors, sequences]) store.remove(slot);
    },
    paper: papers.get,
    entry: (slot) => (has(slot) ? new SlotEntry(slot) : undefined),
    id: (slot) => ids.text(idIn[slot] ?? 0),
    compareIds: (a, b) => ids.compare(idIn[a] ?? 0, idIn[b] ?? 0),
    withIdsFrom: (start) =>
      ids.startingWith(start).flatMap((number) => {
        const slot = (slotFor[number] ?? 0) - 1;
        return slot < 0 ? [] : [slot];
      }),
    facts,
    published: facts.published,
    votes: facts.votes,
    foldedTitle: titles.get,
    foldedAuthors: authors.get,
    titleHash: (slot) => titleHashes[slot] ?? 0,
    titlesWith: (start) => titles.holding(` ${start}`),
    authorsWith: authors.holding,
    titled(key) {
      const wanted = hash(key);
      const found: number[] = [];
      for (let slot = 0; slot < slots; slot += 1) {
        if (titleHashes[slot] !== wanted || !has(slot)) continue;
        if (titleKey(papers.get(slot).title) === key) found.push(slot);
      }
      return found;
    },
    holdsRun: (slot, run) => holdsRun(sequences.get(slot), run),
    sequence: (slot) => unpackSequence(sequences.get(slot)),
    async save(out) {
      await out.numbers(idIn.subarray(0, slots));
      await out.numbers(slotFor.subarray(0, ids.size + 1));
      await out.numbers(titleHashes.subarray(0, slots));
      for (const part of parts) await part.save(out);
    },
    async load(from) {
      idIn = await from.numbers(Uint32Array);
      slotFor = await from.numbers(Uint32Array);
      titleHashes = await from.numbers(Uint32Array);
      for (const part of parts) await part.load(from);
      slots = idIn.length;
      free = [];
      for (let slot = 0; slot < slots; slot += 1) if (!has(slot)) free.push(slot);
    },
    moveTo: papers.moveTo,
    close: papers.close,
  };
}

/** FNV-1a, 32 bits. */
function hash(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
