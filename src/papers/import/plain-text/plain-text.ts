import { type Draft, foundPaper } from "../../found-paper.ts";
import { canonicalId, findIds } from "../../identifier.ts";
import { titleKey } from "../../text.ts";
import { authorsInLines } from "../authors.ts";
import { isNoise } from "../daily-papers/page.ts";
import { type Entry, finding } from "../entry.ts";
import { type Lines, TOO_LONG } from "../lines.ts";
import { blocksOf, isAbstract, LONGEST_TITLE, type TextBlock } from "./blocks.ts";
import { type Label, labelled, mayBeAuthors } from "./labels.ts";

// A line of RIS, PubMed or EndNote, in a file that was taken for text: never a title.
const TAGGED = /^(?:[A-Z][A-Z\d] {2}-(?: |$)|PMID- |%[A-Z\d] )/;
// The text around the papers in arXiv's mails and pages.
const FRAME = /^(?:\\\\(?: |$)|\[Submitted on |[A-Z][A-Za-z ]{2,40} > [A-Z])/;

// In characters, longer than any real paragraph: a file without blank lines must not pile up in memory.
const LONGEST_PARAGRAPH = 100_000;

type OpenPaper = Draft & {
  line: number;
  title: string;
  /** A line below the title that has the authors, if an abstract comes next; otherwise it is another title. */
  maybeAuthors?: TextBlock;
};

/**
 * The papers in a plain text: titles, each with its authors and its abstract after it if they are there, with labels ("Title:") or in
 * lists or without. The header of a page, votes, dates and numbers of authors are passed over; abstracts may be wrapped; an arXiv id or
 * link next to a title is its paper's.
 */
export async function* plainTextEntries(lines: Lines): AsyncGenerator<Entry> {
  let paragraph: TextBlock[] = [];
  let current: OpenPaper | undefined;
  /** What the next paragraph is, by the label above it. */
  let label: Label | undefined;
  /** An id that stands before its title. */
  let nextId: string | undefined;
  let isUserNext = false;
  let isFlush = true;
  let hasHanging = false;
  let bytes = 0;

  function* done(): Generator<Entry> {
    const paper = current;
    current = undefined;
    if (paper === undefined) return;
    const { line, maybeAuthors, ...draft } = paper;
    if (draft.abstract !== undefined || draft.id !== undefined || standsAlone(draft.title))
      yield { ...finding(line, foundPaper(draft)), bytes };
    if (maybeAuthors !== undefined && standsAlone(maybeAuthors.text))
      yield { ...finding(maybeAuthors.line, foundPaper(titled(maybeAuthors.text))), bytes };
  }

  function* beginPaper(block: TextBlock): Generator<Entry> {
    if (current !== undefined && titleKey(current.title) === titleKey(block.text)) return;
    yield* done();
    const { title, id = nextId } = titled(block.text);
    current = { line: block.line, title, id };
    nextId = undefined;
  }

  function takeAuthors(text: string): void {
    if (current !== undefined) current = { ...current, ...authorsInLines([text]) };
  }

  function takeAbstract(text: string): void {
    if (current === undefined) return;
    const { maybeAuthors, ...paper } = current;
    current = { ...paper, abstract: joined(paper.abstract, text) };
    if (maybeAuthors !== undefined) takeAuthors(maybeAuthors.text);
  }

  function* takeBlock(block: TextBlock, kind: Label | undefined): Generator<Entry> {
    const { text } = block;
    const id = canonicalId(text);
    const isBare = current !== undefined && current.abstract === undefined;
    // Below a title without a full stop, a sentence with one is no title.
    const isSentence =
      isBare && text.endsWith(".") && text.split(" ", 4).length > 3 && !/[.!]$/.test(current?.title ?? "");
    if (id !== undefined) {
      if (current !== undefined && current.id === undefined) current = { ...current, id };
      else nextId = id;
    } else if (kind === "title") yield* beginPaper(block);
    else if (kind === "authors") takeAuthors(text);
    else if (kind === "abstract" || isSentence || isAbstract(text, isBare)) takeAbstract(text);
    else if (kind === undefined && text.length <= LONGEST_TITLE && /\p{L}/u.test(text)) {
      if (
        current?.abstract === undefined &&
        !current?.authors &&
        !current?.maybeAuthors &&
        mayBeAuthors(text) &&
        current
      )
        current = { ...current, maybeAuthors: block };
      else yield* beginPaper(block);
    }
  }

  function* closeParagraph(): Generator<Entry> {
    const texts = paragraph;
    paragraph = [];
    if (texts.length === 0) return;
    const kind = label;
    label = undefined;
    const [first] = texts;
    if (kind !== undefined && first !== undefined)
      yield* takeBlock({ line: first.line, text: texts.map(({ text }) => text).join(" ") }, kind);
    else for (const block of blocksOf(texts)) yield* takeBlock(block, undefined);
  }

  for await (const group of lines)
    for (const line of group) {
      const text = line.text?.trim() ?? "";
      const isUser = isUserNext && text !== "";
      const isIndented = /^\s\s/.test(line.text ?? "");
      // Behind the lines that are indented below a title, the next one begins.
      if (hasHanging && !isIndented && text !== "") yield* closeParagraph();
      if (paragraph.length === 0) [isFlush, hasHanging] = [!isIndented, false];
      else if (text !== "") hasHanging ||= isFlush && isIndented;
      const said = text.length > 0 ? labelled(text) : undefined;
      if (said !== undefined && !isUser) {
        yield* closeParagraph();
        label = said.label;
        if (said.text !== "") paragraph.push({ line: line.number, text: said.text });
      } else if (text === "" || isUser || isNoise(text) || TAGGED.test(text) || FRAME.test(text)) {
        yield* closeParagraph();
        if (text !== "") isUserNext = /^submitted by$/i.test(text);
      } else {
        paragraph.push({ line: line.number, text });
        if (line.bytes - bytes > LONGEST_PARAGRAPH) yield* closeParagraph();
      }
      if (line.text === undefined) {
        yield* done();
        yield { ...finding(line.number, TOO_LONG), bytes: line.bytes };
      }
      if (paragraph.length === 0) bytes = line.bytes;
    }
  yield* closeParagraph();
  yield* done();
}

// A single word without an abstract is more likely a button than a paper.
function standsAlone(title: string): boolean {
  return title.split(/\s+/).length >= 3 && title.length >= 12;
}

function titled(text: string): { title: string; id: string | undefined } {
  const [id, ...others] = findIds(text);
  if (id === undefined || others.length > 0) return { title: text, id: undefined };
  const title = text
    .replace(/[[(<]?(?:https?:\/\/|arxiv:|doi:)\S+|[[(]?\b\d{4}\.\d{4,5}(?:v\d+)?\b[\])]?/gi, " ")
    .trim();
  return /\p{L}{2}/u.test(title) ? { title, id } : { title: text, id };
}

function joined(abstract: string | undefined, more: string): string {
  return abstract === undefined ? more : `${abstract} ${more}`.slice(0, LONGEST_PARAGRAPH);
}
