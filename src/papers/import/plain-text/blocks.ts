import { canonicalId, findIds } from "../../identifier.ts";
import { listItem, mayBeAuthors } from "./labels.ts";

/** A piece of a text, and where it begins. */
export interface TextBlock {
  readonly line: number;
  readonly text: string;
}

export const LONGEST_TITLE = 300;
const LONG_LINE = 200;

/** A paragraph is one block, unless it is a list, or a title right above its authors, its link or its abstract. */
export function blocksOf(paragraph: readonly TextBlock[]): TextBlock[] {
  if (paragraph.some(({ text }) => listItem(text) !== undefined)) return itemsOf(paragraph).flatMap(partsOf);
  const linked = paragraph.filter(({ text }) => text.length < LONGEST_TITLE && findIds(text, 1).length > 0);
  // A list of titles, each with its link.
  if (
    linked.length > 1 &&
    linked.every(({ text }) => canonicalId(text) === undefined) &&
    linked.length === paragraph.length
  )
    return [...paragraph];
  return partsOf(paragraph);
}

function itemsOf(paragraph: readonly TextBlock[]): TextBlock[][] {
  const items: TextBlock[][] = [];
  for (const { line, text } of paragraph) {
    const item = listItem(text);
    if (item !== undefined || items.length === 0) items.push([{ line, text: item ?? text }]);
    else items.at(-1)?.push({ line, text });
  }
  return items;
}

function partsOf(paragraph: readonly TextBlock[]): TextBlock[] {
  const [first, ...rest] = paragraph;
  if (first === undefined || rest.length === 0) return [...paragraph];
  // Ids at the start are blocks of their own.
  const start = paragraph.findIndex(({ text }) => canonicalId(text) === undefined);
  if (start !== 0)
    return start < 0 ? [...paragraph] : [...paragraph.slice(0, start), ...partsOf(paragraph.slice(start))];
  return titleAndAbstract(first, rest) ?? listOrWhole(paragraph);
}

// "Toy Bees", maybe their authors, and sentences below.
function titleAndAbstract(first: TextBlock, rest: readonly TextBlock[]): TextBlock[] | undefined {
  if (!isTitleAbove(first.text)) return undefined;
  const [second, ...more] = rest;
  const authors = second !== undefined && more.length > 0 && mayBeAuthors(second.text) ? second : undefined;
  const body = authors === undefined ? rest : more;
  const [start] = body;
  const text = body.map((block) => block.text).join(" ");
  if (start === undefined || !/^["“(]?[\p{Lu}\p{N}]/u.test(start.text) || !isAbstract(text, true))
    return undefined;
  return [first, ...(authors === undefined ? [] : [authors]), { line: start.line, text }];
}

// A first line of sentences that are wrapped goes on, or begins like one.
function isTitleAbove(text: string): boolean {
  if (text.length >= LONG_LINE || !/^[\p{Lu}\p{N}"“$]/u.test(text)) return false;
  if (/^(?:We|This|These|In|Our|Here|It|There|However|Although|While|Recent(?:ly)?)\s/.test(text))
    return /\?$/.test(text);
  return !/(?:[.,;:-]|\s(?:a|an|and|by|for|in|of|on|or|that|the|to|which|with|is|are|was|were))$/i.test(text);
}

// One block, unless it is a title right above its unwrapped abstract, or a list of titles.
function listOrWhole(paragraph: readonly TextBlock[]): TextBlock[] {
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

/** Whether a text is long, or of whole sentences where an abstract is due. */
export function isAbstract(text: string, isDue: boolean): boolean {
  const isSentence = /[.!?…]["'”)\]]?$/.test(text);
  const hasSentences = isSentence && /[.!?]["'”)\]]?\s+["'“([]?[\p{Lu}\p{N}]/u.test(text);
  if (text.length >= 250 || (text.length >= 100 && hasSentences)) return true;
  return (
    isDue &&
    (hasSentences || (isSentence && (text.length >= 100 || /^(?:We|This|In|Our|Here|It)\s/.test(text))))
  );
}
