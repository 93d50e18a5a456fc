import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Paper } from "../papers/paper.ts";
import { titleKey } from "../papers/text.ts";
import { fold } from "./analyze.ts";
import { createByteStore } from "./byte-store.ts";
import { grown } from "./grown.ts";
import { foldTitle } from "./paper-text.ts";
import { packSequence, type Sequence, unpackSequence } from "./sequence.ts";

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

/** The papers by slot, packed: a hundred thousand of them as objects would take a gigabyte. */
export interface Records {
  /** One more than the highest slot ever in use. */
  readonly slots: number;
  has(slot: number): boolean;
  put(slot: number, paper: Paper, sequence: Sequence): void;
  remove(slot: number): void;
  /** Undefined for an empty slot. */
  entry(slot: number): Entry | undefined;
  /** Unpacked anew each time: for what is shown or filed, not for sorting. The slot must be in use; so for all below. */
  paper(slot: number): Paper;
  id(slot: number): string;
  published(slot: number): string | undefined;
  votes(slot: number): number;
  foldedTitle(slot: number): string;
  /** The slots of papers whose title has this key (see `titleKey`). */
  titled(key: string): readonly number[];
  sequence(slot: number): Sequence;
}

/** What is sorted and filtered by. Dates, categories and flags are shared by all papers that have the same. */
interface Facts {
  readonly published: string | undefined;
  readonly categories: readonly string[];
  readonly hasCode: boolean;
  readonly hasAbstract: boolean;
}

export function createRecords(): Records {
  const ids: (string | undefined)[] = [];
  const facts: (Facts | undefined)[] = [];
  const votes: number[] = [];
  let titleHashes = new Uint32Array(64);
  const shared = new Map<string, Facts>();
  const papers = createByteStore();
  const titles = createByteStore();
  const authors = createByteStore();
  const sequences = createByteStore();

  function factsOf({ published, categories, codeUrl, abstract }: Paper): Facts {
    const found = {
      published,
      categories,
      hasCode: codeUrl !== undefined,
      hasAbstract: abstract !== undefined,
    };
    const key = JSON.stringify(found);
    const known = shared.get(key) ?? found;
    shared.set(key, known);
    return known;
  }

  const paper = (slot: number): Paper => JSON.parse(inflateRawSync(papers.get(slot)).toString());
  const foldedTitle = (slot: number) => text(titles.get(slot));

  const foldedAuthors = (slot: number) => text(authors.get(slot));

  // With getters of a class, because a filter looks at every paper: an object of closures for each takes ten times as long.
  class SlotEntry implements Entry {
    readonly slot: number;
    readonly votes: number;
    readonly published: string | undefined;
    readonly categories: readonly string[];
    readonly hasCode: boolean;
    readonly hasAbstract: boolean;

    constructor(slot: number, { published, categories, hasCode, hasAbstract }: Facts) {
      this.slot = slot;
      this.votes = votes[slot] ?? 0;
      this.published = published;
      this.categories = categories;
      this.hasCode = hasCode;
      this.hasAbstract = hasAbstract;
    }

    get paper() {
      return paper(this.slot);
    }

    get foldedTitle() {
      return foldedTitle(this.slot);
    }

    get foldedAuthors() {
      return foldedAuthors(this.slot);
    }
  }

  return {
    get slots() {
      return ids.length;
    },
    has: (slot) => ids[slot] !== undefined,
    put(slot, added, sequence) {
      ids[slot] = added.id;
      facts[slot] = factsOf(added);
      votes[slot] = added.upvotes ?? 0;
      papers.put(slot, deflateRawSync(JSON.stringify(added), { level: 1 }));
      titleHashes = grown(titleHashes, slot);
      titleHashes[slot] = hash(titleKey(added.title));
      titles.put(slot, Buffer.from(` ${foldTitle(added.title)}`));
      authors.put(slot, Buffer.from(fold(added.authors.join("\n"))));
      sequences.put(slot, packSequence(sequence));
    },
    remove(slot) {
      ids[slot] = undefined;
      facts[slot] = undefined;
      for (const store of [papers, titles, authors, sequences]) store.remove(slot);
    },
    paper,
    entry(slot) {
      const known = facts[slot];
      return known && new SlotEntry(slot, known);
    },
    id: (slot) => ids[slot] ?? "",
    published: (slot) => facts[slot]?.published,
    votes: (slot) => votes[slot] ?? 0,
    foldedTitle,
    titled(key) {
      const wanted = hash(key);
      const found: number[] = [];
      for (let slot = 0; slot < ids.length; slot += 1) {
        if (titleHashes[slot] !== wanted || ids[slot] === undefined) continue;
        if (titleKey(paper(slot).title) === key) found.push(slot);
      }
      return found;
    },
    sequence: (slot) => unpackSequence(sequences.get(slot)),
  };
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
}

/** FNV-1a, 32 bits. */
function hash(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
