import { type Draft, foundPaper } from "../found-paper.ts";
import { canonicalId, findIds } from "../identifier.ts";
import { isNoise } from "./daily-papers/page.ts";
import { type Entry, finding } from "./entry.ts";
import { type Line, TOO_LONG } from "./lines.ts";

interface TextBlock {
  readonly line: number;
  readonly text: string;
}

// A line of RIS, PubMed or EndNote, in a file that was taken for text: never a title.
const TAGGED = /^(?:[A-Z][A-Z\d] {2}-(?: |$)|PMID- |%[A-Z\d] )/;

// Nobody wrote a longer paragraph: a file without blank lines must not gather in memory.
const LONGEST_PARAGRAPH = 100_000;

/**
 * The papers in the plain text of a page: titles, each with its abstract after it if there is one. The page's header, votes,
 * dates and numbers of authors are passed over; abstracts may be wrapped; an arXiv id or link next to a title is its paper's.
 */
export async function* plainTextEntries(lines: AsyncIterable<Line>): AsyncGenerator<Entry> {
  let paragraph: TextBlock[] = [];
  let current: (Draft & { line: number; title: string }) | undefined;
  let isUserNext = false;
  let bytes = 0;

  function* done(): Generator<Entry> {
    if (
      current !== undefined &&
      (current.abstract !== undefined || current.id !== undefined || standsAlone(current.title))
    ) {
      yield { ...finding(current.line, foundPaper(current)), bytes };
    }
    current = undefined;
  }

  function* closeParagraph(): Generator<Entry> {
    const blocks = blocksOf(paragraph);
    paragraph = [];
    for (const block of blocks) {
      const id = canonicalId(block.text);
      if (id !== undefined) {
        if (current !== undefined) current = { ...current, id: current.id ?? id };
      } else if (isAbstract(block.text, current !== undefined && current.abstract === undefined)) {
        if (current !== undefined) current = { ...current, abstract: joined(current.abstract, block.text) };
      } else if (block.text.length <= LONGEST_TITLE && /\p{L}/u.test(block.text)) {
        yield* done();
        current = { line: block.line, ...titled(block.text) };
      }
    }
  }

  for await (const line of lines) {
    const text = line.text?.trim() ?? "";
    const isUser = isUserNext && text !== "";
    if (text === "" || isUser || isNoise(text) || TAGGED.test(text)) {
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

const LONGEST_TITLE = 300;
const LONG_LINE = 200;

// A paragraph is one block, unless it is a title right above its unwrapped abstract, or a list of titles.
function blocksOf(paragraph: readonly TextBlock[]): TextBlock[] {
  const lastOther = paragraph.map(isTitleLine).lastIndexOf(false);
  for (const [at, first] of paragraph.entries()) {
    const second = paragraph[at + 1];
    if (second === undefined) break;
    const rest = paragraph.slice(at, at + 3).length;
    if (at > lastOther && (rest > 2 || first.text.length < 60)) break;
    const isTitled =
      canonicalId(second.text) !== undefined ||
      (first.text.length < LONG_LINE && second.text.length > LONG_LINE);
    if (isTitled) continue;
    const whole = paragraph.slice(at).map(({ text }) => text);
    return [...paragraph.slice(0, at), { line: first.line, text: whole.join(" ") }];
  }
  return [...paragraph];
}

function isTitleLine({ text }: TextBlock): boolean {
  if (canonicalId(text) !== undefined) return true;
  return (
    text.length <= LONG_LINE &&
    /^[\p{Lu}\p{N}"“$]/u.test(text) &&
    !/(?:[.,;:-]|\s(?:a|an|and|by|for|in|of|on|the|to|with))$/i.test(text)
  );
}

// Long, or whole sentences where an abstract is due.
function isAbstract(text: string, isDue: boolean): boolean {
  const isSentence = /[.!?…]["'”)\]]?$/.test(text);
  const hasSentences = isSentence && /[.!?]["'”)\]]?\s+["'“([]?[\p{Lu}\p{N}]/u.test(text);
  if (text.length >= 250 || (text.length >= 100 && hasSentences)) return true;
  return (
    isDue &&
    (hasSentences || (isSentence && (text.length >= 100 || /^(?:We|This|In|Our|Here|It)\s/.test(text))))
  );
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
