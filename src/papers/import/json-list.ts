import { LONGEST_LINE } from "./lines.ts";

/** One element of a JSON list: its source text, and the line where it begins. */
export interface Element {
  readonly line: number;
  readonly bytes: number;
  readonly text: string;
  readonly problem?: string;
}

const [NEWLINE, SPACE, TAB, RETURN, COMMA, QUOTE, BACKSLASH] = [10, 32, 9, 13, 44, 34, 92];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [91, 93, 123, 125];

/**
 * The elements of a JSON list of any size, cut out without being parsed, so that a broken one is only broken itself.
 * In a list that is indented, a missing bracket costs one element: a `{` as far to the left as the element's own begins
 * the next. So does a missing quote in a list with an element a line.
 */
export async function* jsonListElements(chunks: AsyncIterable<Buffer>): AsyncGenerator<Element> {
  const scan = createScan();
  let bytes = 0;
  for await (const chunk of chunks) {
    for (const element of scan.take(chunk)) yield { ...element, bytes: bytes + element.bytes };
    bytes += chunk.length;
  }
  const rest = scan.rest();
  if (rest !== undefined) yield { ...rest, bytes };
}

function createScan() {
  let line = 1;
  let indent = 0;
  let isLineStart = true;
  let isOpen = false;
  let inString = false;
  let isEscaped = false;
  let isTorn = false;
  let depth = 0;
  let element: { line: number; indent: number | undefined; pieces: Buffer[]; size: number } | undefined;

  /** Ends the element that is being read with its last piece. */
  function ended(piece: Buffer, bytes: number, problem?: string): Element | undefined {
    if (element === undefined) return undefined;
    const { line, pieces, size } = element;
    element = undefined;
    depth = 0;
    inString = false;
    isEscaped = false;
    isTorn = false;
    if (problem !== undefined) return { line, bytes, text: "", problem };
    if (size + piece.length > LONGEST_LINE) return { line, bytes, text: "", problem: TOO_LONG };
    return { line, bytes, text: Buffer.concat([...pieces, piece]).toString("utf8") };
  }

  function keep(piece: Buffer): void {
    if (element === undefined) return;
    element.size += piece.length;
    if (element.size <= LONGEST_LINE) element.pieces.push(piece);
    else element.pieces = [];
  }

  return {
    *take(chunk: Buffer): Generator<Element> {
      let start = 0;
      for (let at = 0; at < chunk.length; at++) {
        // Most of a list is strings, so they are skipped quickly.
        if (inString && !isEscaped) at = endOfPlain(chunk, at);
        if (at === chunk.length) break;
        const byte = chunk[at];
        if (byte === NEWLINE) {
          line++;
          indent = 0;
          isLineStart = true;
          // No JSON text has a line break: a closing quote is missing.
          isTorn ||= inString;
          inString = false;
          isEscaped = false;
        } else if (inString) {
          if (isEscaped) isEscaped = false;
          else if (byte === BACKSLASH) isEscaped = true;
          else if (byte === QUOTE) inString = false;
          continue;
        }
        if (byte === NEWLINE || byte === SPACE || byte === TAB || byte === RETURN) {
          if (isLineStart && byte !== NEWLINE) indent++;
          continue;
        }
        const wasLineStart = isLineStart;
        isLineStart = false;
        if (!isOpen) {
          isOpen = byte === OPEN_LIST;
          continue;
        }
        // Some programs do not indent what is within an element either.
        const isNext = wasLineStart && indent === element?.indent && (indent > 0 || isTorn);
        if (byte === OPEN_OBJECT && depth > 0 && isNext) {
          const broken = ended(EMPTY, at, `the record is not closed before line ${line}`);
          if (broken !== undefined) yield broken;
        }
        const isBetween = byte === COMMA || byte === CLOSE_LIST;
        if (element === undefined) {
          if (isBetween) continue;
          element = { line, indent: wasLineStart ? indent : undefined, pieces: [], size: 0 };
          start = at;
        }
        if (byte === QUOTE) inString = true;
        else if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth++;
        else if (depth === 0 && isBetween) {
          const bare = ended(chunk.subarray(start, at), at);
          if (bare !== undefined) yield bare;
        } else if ((byte === CLOSE_OBJECT || byte === CLOSE_LIST) && --depth <= 0) {
          const whole = ended(chunk.subarray(start, at + 1), at + 1);
          if (whole !== undefined) yield whole;
        }
      }
      if (element !== undefined) keep(chunk.subarray(start));
    },

    rest: () => ended(EMPTY, 0, "the file ends in the middle of this record"),
  };
}

/** Where the first byte from `start` on stands that means something in a string; the chunk's length without any. */
function endOfPlain(chunk: Buffer, start: number): number {
  let at = start;
  for (; at < chunk.length; at++) {
    const byte = chunk[at];
    if (byte === QUOTE || byte === BACKSLASH || byte === NEWLINE) break;
  }
  return at;
}

const EMPTY = Buffer.alloc(0);
const TOO_LONG = `the record is longer than ${LONGEST_LINE / 1024 / 1024} MiB`;
