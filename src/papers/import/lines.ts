/** A line without its line break. `text` is undefined if the line is longer than the reader takes. */
export interface Line {
  readonly number: number;
  readonly text: string | undefined;
  /** Bytes up to and including the line's break. */
  readonly bytes: number;
  /** Whether a line break follows: the last line of a file that was cut off has none. */
  readonly isWhole: boolean;
}

/** The lines of a file in groups, in order: to hand over each one by itself would take as long as reading it. */
export type Lines = AsyncIterable<readonly Line[]>;

/** The longest line that is read, in bytes. Papers take up to some 60 KB. */
export const LONGEST_LINE = 4 * 1024 * 1024;

/** The reason given for a longer line. */
export const TOO_LONG = `the line is longer than ${LONGEST_LINE / 1024 / 1024} MiB`;

/** The text of the bytes from `start` to `end`. */
type Decode = (bytes: Buffer, start: number, end: number) => string;

/**
 * The lines of a stream, at most 500 together, in memory that does not grow with the file or its longest line. LF, CRLF and CR; a byte order
 * mark at the start is dropped. Unless `decode` says otherwise, they are UTF-8, and invalid bytes become U+FFFD.
 */
export async function* readLines(
  chunks: AsyncIterable<Buffer>,
  longest: number = LONGEST_LINE,
  decode: Decode = utf8,
): AsyncGenerator<readonly Line[]> {
  let group: Line[] = [];
  let number = 0;
  let bytes = 0;
  let pieces: Buffer[] = [];
  let size = 0;

  function take(piece: Buffer): void {
    size += piece.length;
    if (size <= longest) pieces.push(piece);
    else pieces = [];
  }

  // With its break, if that is a line feed; a carriage return was taken with the line.
  function line(isFed: boolean, isWhole = isFed): Line {
    number++;
    const whole = pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces);
    const text = size > longest ? undefined : decoded(whole, 0, whole.length);
    bytes += size + (isFed ? 1 : 0);
    pieces = [];
    size = 0;
    return { number, text, bytes, isWhole };
  }

  // The line that ends in this chunk. Most lie in it as a whole, and need no buffer of their own.
  function lineTo(chunk: Buffer, start: number, end: number, isFed: boolean): Line {
    if (size > 0) {
      take(chunk.subarray(start, end));
      return line(isFed, true);
    }
    number++;
    const text = end - start > longest ? undefined : decoded(chunk, start, end);
    bytes += end - start + (isFed ? 1 : 0);
    return { number, text, bytes, isWhole: true };
  }

  function decoded(whole: Buffer, start: number, end: number): string {
    const text = decode(whole, start, end);
    const isMarked = number === 1 && text.startsWith("\ufeff");
    const isReturned = text.endsWith("\r");
    if (!isMarked && !isReturned) return text;
    const returns = isReturned ? (/\r{1,3}$/.exec(text.slice(-3))?.[0].length ?? 0) : 0;
    return text.slice(isMarked ? 1 : 0, text.length - returns);
  }

  // The last byte so far is a carriage return: the next one tells whether it ends a line by itself.
  let isReturned = false;
  for await (const chunk of chunks) {
    let start = 0;
    if (isReturned && chunk[0] !== LF) group.push(line(false, true));
    isReturned = false;
    let lf = chunk.indexOf(LF);
    let cr = chunk.indexOf(CR);
    while (lf >= 0 || cr >= 0) {
      const isReturn = cr >= 0 && (lf < 0 || cr < lf);
      const end = isReturn ? cr : lf;
      if (isReturn && end + 1 === chunk.length) break;
      // CRLF, and what became of it when a program took it for two breaks.
      const isCrLf = chunk[end + 1] === LF || (chunk[end + 1] === CR && chunk[end + 2] === LF);
      const isBreak = !isReturn || !isCrLf;
      if (isBreak) {
        group.push(lineTo(chunk, start, isReturn ? end + 1 : end, !isReturn));
        start = end + 1;
        if (group.length >= MOST_TOGETHER) {
          yield group;
          group = [];
        }
      }
      if (isReturn) cr = chunk.indexOf(CR, end + 1);
      else lf = chunk.indexOf(LF, end + 1);
    }
    if (start < chunk.length) take(chunk.subarray(start));
    isReturned = chunk.at(-1) === CR;
    if (group.length > 0) yield group;
    group = [];
  }
  if (size > 0) yield [line(false)];
}

const MOST_TOGETHER = 500;
const [LF, CR] = [10, 13];

function utf8(bytes: Buffer, start: number, end: number): string {
  return bytes.toString("utf8", start, end);
}
