import { type Lines, TOO_LONG } from "../lines.ts";

/** The text between the delimiters of one `@type{…}`, or why it could not be read. */
export interface BibtexBlock {
  /** Where it begins. */
  readonly line: number;
  readonly bytes: number;
  /** In small letters: "article", "string", "comment". */
  readonly type: string;
  readonly body: string;
  readonly problem?: string;
}

const LONGEST_BLOCK = 1024 * 1024;

/**
 * The blocks of a BibTeX file, in order, in memory that does not grow with the file. Braces are counted as BibTeX
 * counts them, escaped or not, and quotes do not matter. A block that is not closed ends where a line begins
 * the next one, so that one missing brace costs one entry. Text between blocks is a comment.
 */
export async function* bibtexBlocks(lines: Lines): AsyncGenerator<BibtexBlock> {
  let block: Open | undefined;
  let carried: { readonly line: number; readonly text: string } | undefined;
  let bytes = 0;

  for await (const group of lines)
    for (const line of group) {
      bytes = line.bytes;
      if (line.text === undefined) {
        yield { ...(block ?? { line: line.number, type: "" }), body: "", bytes, problem: TOO_LONG };
        block = undefined;
        continue;
      }
      if (block !== undefined && BEGINNING.test(line.text)) {
        yield { ...block, body: "", bytes, problem: `the entry is not closed before line ${line.number}` };
        block = undefined;
      }
      const text = carried === undefined ? line.text : `${carried.text} ${line.text}`;
      const number = carried?.line ?? line.number;
      carried = undefined;
      if (block === undefined && text.trimStart().startsWith("%")) continue;
      for (let at = 0; ; ) {
        if (block === undefined) {
          OPENING.lastIndex = at;
          const [whole = "", type = "", delimiter] = OPENING.exec(text) ?? [];
          if (type === "") break;
          if (delimiter === undefined) {
            if (at + whole.length === text.length) carried = { line: number, text: `@${type}` };
            break;
          }
          at += whole.length;
          block = opened(number, type, delimiter);
        }
        const end = endOf(block, text, at);
        take(block, end === undefined ? `${text.slice(at)}\n` : text.slice(at, end));
        if (end === undefined) break;
        yield closed(block, bytes);
        block = undefined;
        at = end + 1;
      }
    }
  if (block !== undefined)
    yield { ...block, body: "", bytes, problem: "the file ends in the middle of this entry" };
}

interface Open {
  readonly line: number;
  readonly type: string;
  readonly isRound: boolean;
  readonly pieces: string[];
  size: number;
  depth: number;
  isQuoted: boolean;
}

// The start of a block; within an unclosed block, the start of the next one.
const OPENING = /[\s,}]*@\s*([a-z]{1,40})\s*([{(])?/iy;
const BEGINNING = /^\s*@\s*(?:(?:string|preamble|comment)\s*[{(]|[a-z]+\s*[{(]\s*[^\s,={}"]+\s*(?:,|$))/i;

function opened(line: number, type: string, delimiter: string): Open {
  return {
    line,
    type: type.toLowerCase(),
    isRound: delimiter === "(",
    pieces: [],
    size: 0,
    depth: 0,
    isQuoted: false,
  };
}

// Where the block's closing delimiter stands in the text, from `start` on.
function endOf(block: Open, text: string, start: number): number | undefined {
  const signs = block.isRound ? /[{}")]/g : /[{}]/g;
  signs.lastIndex = start;
  for (let sign = signs.exec(text); sign !== null; sign = signs.exec(text)) {
    const [char] = sign;
    if (char === "{") block.depth++;
    else if (char === '"') block.isQuoted = block.depth === 0 ? !block.isQuoted : block.isQuoted;
    else if (char === ")" ? block.depth === 0 && !block.isQuoted : block.depth === 0) return sign.index;
    else if (char === "}") block.depth--;
  }
  return undefined;
}

function take(block: Open, piece: string): void {
  block.size += piece.length;
  if (block.size <= LONGEST_BLOCK) block.pieces.push(piece);
  else block.pieces.length = 0;
}

function closed({ line, type, pieces, size }: Open, bytes: number): BibtexBlock {
  if (size <= LONGEST_BLOCK) return { line, type, bytes, body: pieces.join("") };
  return {
    line,
    type,
    bytes,
    body: "",
    problem: `the entry is longer than ${LONGEST_BLOCK / 1024 / 1024} MiB`,
  };
}
