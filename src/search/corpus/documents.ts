import { fnv1a } from "../../hash.ts";
import type { Paper } from "../../papers/paper.ts";
import { titleKey } from "../../papers/text.ts";
import { createByteStore } from "../storage/byte-store.ts";
import { ensureCapacity } from "../storage/ensure-capacity.ts";
import type { OpenFile, Serializable } from "../storage/snapshot-file.ts";
import { createStringColumn } from "../storage/string-column.ts";
import { createStringTable } from "../storage/string-table.ts";
import { holdsRun, packSequence, type Sequence, unpackSequence } from "../storage/term-sequence.ts";
import { foldedAuthors } from "../text/folded-authors.ts";
import { foldTitle } from "../text/paper-text.ts";
import { createPaperFacts, type PaperFacts } from "./paper-facts.ts";
import { createPaperStore, type OnDamage } from "./paper-store.ts";

/** What filters and titles are decided by, and the whole paper for what is shown. Each is read when it is asked for. */
export interface DocFields {
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

/** The papers by doc, in arrays of bytes: a hundred thousand of them as objects would take a gigabyte. */
export interface Documents extends Serializable {
  readonly size: number;
  /** One more than the highest doc ever in use. */
  readonly maxDoc: number;
  has(doc: number): boolean;
  /** The doc of a paper by its id, or by one of its other ids. */
  docOf(id: string): number | undefined;
  /** By the id that it goes by alone. */
  ownDocOf(id: string): number | undefined;
  /** All docs in use, in ascending order. An array: to go through a hundred thousand, a generator takes 10 ms more. */
  all(): Uint32Array;
  /** An ordinal that is not in use. */
  freeDoc(): number;
  put(doc: number, paper: Paper, sequence: Sequence): void;
  remove(doc: number): void;
  /** Undefined for an empty doc. */
  entry(doc: number): DocFields | undefined;
  /** Unpacked anew each time: for what is shown or filed, not for sorting. The doc must be in use; so for all below. */
  paper(doc: number): Paper;
  id(doc: number): string;
  /** Below zero if the id in of the first doc stands before that of the second. */
  compareIds(a: number, b: number): number;
  /** The docs of papers whose ids begin so. */
  withIdsFrom(start: string): readonly number[];
  readonly facts: PaperFacts;
  published(doc: number): string | undefined;
  votes(doc: number): number;
  foldedTitle(doc: number): string;
  /** A line for each author. */
  foldedAuthors(doc: number): string;
  /** The same for all titles with one key (see `titleKey`), and hardly ever for others. */
  titleHash(doc: number): number;
  /** The docs of papers with a word in their folded title that begins so; and of those with this anywhere in their folded authors. */
  titlesWith(start: string): readonly number[];
  authorsWith(part: string): readonly number[];
  /** The docs of papers whose title has this key (see `titleKey`). */
  titled(key: string): readonly number[];
  sequence(doc: number): Sequence;
  /** Whether a paper's sequence has this run in it, as packSequence packs it. */
  holdsRun(doc: number, run: Uint8Array): boolean;
  /** After `save`: from now on the papers are read from the file that was written. */
  moveTo(written: OpenFile): Promise<void>;
  /** Lets go of the file in which papers are. */
  close(): Promise<void>;
}

export function createDocuments(onDamage: OnDamage): Documents {
  const ids = createStringTable();
  /** The number of a doc's id, and one more than the doc of an id or another id; 0 for none. */
  let idIn = new Uint32Array(64);
  let docFor = new Uint32Array(64);
  let maxDoc = 0;
  let free: number[] = [];
  let titleHashes = new Uint32Array(64);
  const facts = createPaperFacts();
  const papers = createPaperStore(onDamage);
  const titles = createStringColumn();
  const authors = createStringColumn();
  const sequences = createByteStore();
  const parts: readonly Serializable[] = [ids, facts, papers, titles, authors, sequences];

  const has = (doc: number) => (idIn[doc] ?? 0) !== 0;

  /** Lets a paper be found by its other ids, those aside that are another paper's own. */
  function addOtherIds(doc: number, { otherIds = [] }: Paper): void {
    for (const id of otherIds) {
      const number = ids.numbered(id);
      docFor = ensureCapacity(docFor, number);
      const taken = (docFor[number] ?? 0) - 1;
      if (taken < 0 || idIn[taken] !== number) docFor[number] = doc + 1;
    }
  }

  function removeOtherIds(doc: number): void {
    for (const id of papers.get(doc).otherIds ?? []) {
      const number = ids.number(id) ?? 0;
      if (docFor[number] === doc + 1) docFor[number] = 0;
    }
  }

  function all(): Uint32Array {
    const docs = new Uint32Array(maxDoc);
    let count = 0;
    for (let doc = 0; doc < maxDoc; doc += 1) if (has(doc)) docs[count++] = doc;
    return docs.subarray(0, count);
  }

  // A class, because a filter looks at every paper: an object of closures for each takes ten times as long.
  class LazyDocFields implements DocFields {
    readonly doc: number;

    constructor(doc: number) {
      this.doc = doc;
    }

    get paper() {
      return papers.get(this.doc);
    }

    get foldedTitle() {
      return titles.get(this.doc);
    }

    get foldedAuthors() {
      return authors.get(this.doc);
    }

    get published() {
      return facts.published(this.doc);
    }

    get votes() {
      return facts.votes(this.doc);
    }

    get categories() {
      return facts.categories(this.doc);
    }

    get hasCode() {
      return facts.hasCode(this.doc);
    }

    get hasAbstract() {
      return facts.hasAbstract(this.doc);
    }
  }

  return {
    get size() {
      return maxDoc - free.length;
    },
    get maxDoc() {
      return maxDoc;
    },
    has,
    docOf(id) {
      const doc = (docFor[ids.number(id) ?? 0] ?? 0) - 1;
      return doc < 0 ? undefined : doc;
    },
    ownDocOf(id) {
      const number = ids.number(id) ?? 0;
      const doc = (docFor[number] ?? 0) - 1;
      return doc < 0 || idIn[doc] !== number ? undefined : doc;
    },
    all,
    freeDoc: () => free.at(-1) ?? maxDoc,
    put(doc, added, sequence) {
      if (doc === maxDoc) maxDoc += 1;
      else if (doc === free.at(-1)) free.pop();
      else removeOtherIds(doc);
      const number = ids.numbered(added.id);
      idIn = ensureCapacity(idIn, doc);
      docFor = ensureCapacity(docFor, number);
      titleHashes = ensureCapacity(titleHashes, doc);
      idIn[doc] = number;
      docFor[number] = doc + 1;
      titleHashes[doc] = fnv1a(titleKey(added.title));
      addOtherIds(doc, added);
      facts.put(doc, added);
      papers.put(doc, added);
      titles.put(doc, ` ${foldTitle(added.title)}`);
      // As words are: a name is found with its apostrophe and without.
      authors.put(doc, foldedAuthors(added.authors));
      sequences.put(doc, packSequence(sequence));
    },
    remove(doc) {
      removeOtherIds(doc);
      docFor[idIn[doc] ?? 0] = 0;
      idIn[doc] = 0;
      free.push(doc);
      for (const store of [papers, titles, authors, sequences]) store.remove(doc);
    },
    paper: papers.get,
    entry: (doc) => (has(doc) ? new LazyDocFields(doc) : undefined),
    id: (doc) => ids.text(idIn[doc] ?? 0),
    compareIds: (a, b) => ids.compare(idIn[a] ?? 0, idIn[b] ?? 0),
    withIdsFrom: (start) =>
      ids.startingWith(start).flatMap((number) => {
        const doc = (docFor[number] ?? 0) - 1;
        return doc < 0 ? [] : [doc];
      }),
    facts,
    published: facts.published,
    votes: facts.votes,
    foldedTitle: titles.get,
    foldedAuthors: authors.get,
    titleHash: (doc) => titleHashes[doc] ?? 0,
    titlesWith: (start) => titles.holding(` ${start}`),
    authorsWith: authors.holding,
    titled(key) {
      const wanted = fnv1a(key);
      const found: number[] = [];
      for (let doc = 0; doc < maxDoc; doc += 1) {
        if (titleHashes[doc] !== wanted || !has(doc)) continue;
        if (titleKey(papers.get(doc).title) === key) found.push(doc);
      }
      return found;
    },
    holdsRun: (doc, run) => holdsRun(sequences.get(doc), run),
    sequence: (doc) => unpackSequence(sequences.get(doc)),
    async save(out) {
      await out.numbers(idIn.subarray(0, maxDoc));
      await out.numbers(docFor.subarray(0, ids.size + 1));
      await out.numbers(titleHashes.subarray(0, maxDoc));
      for (const part of parts) await part.save(out);
    },
    async load(from) {
      idIn = await from.numbers(Uint32Array);
      docFor = await from.numbers(Uint32Array);
      titleHashes = await from.numbers(Uint32Array);
      for (const part of parts) await part.load(from);
      maxDoc = idIn.length;
      free = [];
      for (let doc = 0; doc < maxDoc; doc += 1) if (!has(doc)) free.push(doc);
    },
    moveTo: papers.moveTo,
    close: papers.close,
  };
}
