/** A line without its line break. `text` is undefined if the line is longer than the reader takes. */
export interface Line {
  readonly number: number;
  readonly text: string | undefined;
  /** Bytes up to and including the line's break. */
  readonly bytes: number;
  /** Whether a line break follows: the last line of a file that was cut off has none. */
  readonly isWhole: boolean;
}

/** The longest line that is read, in bytes. Papers take up to some 60 KB. */
export const LONGEST_LINE = 4 * 1024 * 1024;

/** Why a longer line holds no paper. */
export const TOO_LONG = `the line is longer than ${LONGEST_LINE / 1024 / 1024} MiB`;

/**
 * The lines of a stream, in memory that does not grow with the file or its longest line. LF and CRLF; a byte order
 * mark at the start is dropped. Unless `decode` says otherwise, they are UTF-8, and invalid bytes become U+FFFD.
 */
export async function* readLines(
  chunks: AsyncIterable<Buffer>,
  longest: number = LONGEST_LINE,
  decode: (line: Buffer) => string = utf8,
): AsyncGenerator<Line> {
  let number = 0;
  let bytes = 0;
  let pieces: Buffer[] = [];
  let size = 0;

  function take(piece: Buffer): void {
    size += piece.length;
    if (size <= longest) pieces.push(piece);
    else pieces = [];
  }

  function line(isWhole: boolean): Line {
    number++;
    bytes += size + (isWhole ? 1 : 0);
    const text = size > longest ? undefined : decoded(pieces, number === 1, decode);
    pieces = [];
    size = 0;
    return { number, text, bytes, isWhole };
  }

  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      take(chunk.subarray(start, end));
      yield line(true);
      start = end + 1;
    }
    if (start < chunk.length) take(chunk.subarray(start));
  }
  if (size > 0) yield line(false);
}

function utf8(line: Buffer): string {
  return line.toString("utf8");
}

function decoded(pieces: readonly Buffer[], isFirst: boolean, decode: (line: Buffer) => string): string {
  const [only] = pieces;
  const text = decode(pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces));
  const start = isFirst && text.startsWith("\ufeff") ? 1 : 0;
  return text.slice(start, text.endsWith("\r") ? -1 : undefined);
}
