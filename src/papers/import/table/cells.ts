import { type Lines, TOO_LONG } from "../lines.ts";

/** The cells of one row of a table, or why they could not be read. */
interface TableRow {
  /** Where it begins. */
  readonly line: number;
  readonly bytes: number;
  readonly cells: readonly string[];
  readonly problem?: string;
}

/** The separator of cells. */
export type Delimiter = "," | ";" | "\t";

const LONGEST_ROW = 1024 * 1024;
const MOST_CELLS = 500;

/**
 * The rows of a table in CSV or TSV (RFC 4180), in memory that does not grow with it. A cell in quotes may go on over several lines, and two
 * quotes in it stand for one. A quote that is never closed costs at most 1 MiB.
 */
export async function* tableRows(lines: Lines, delimiter: Delimiter): AsyncGenerator<TableRow> {
  let open: OpenRow | undefined;
  let bytes = 0;
  for await (const group of lines)
    for (const { number, text, bytes: read } of group) {
      bytes = read;
      if (open === undefined && text?.trim() === "") continue;
      const row: OpenRow = open ?? { line: number, pieces: [], size: 0, isQuoted: false };
      open = undefined;
      if (text === undefined) {
        yield broken(row, bytes, TOO_LONG);
        continue;
      }
      row.pieces.push(text);
      row.size += text.length;
      row.isQuoted = endsQuoted(text, delimiter, row.isQuoted);
      if (!row.isQuoted) yield { line: row.line, bytes, cells: cellsOf(row.pieces.join("\n"), delimiter) };
      else if (row.size <= LONGEST_ROW) open = row;
      else yield broken(row, bytes, NOT_CLOSED);
    }
  if (open !== undefined) yield broken(open, bytes, NOT_CLOSED);
}

const NOT_CLOSED = "a quote is not closed";

interface OpenRow {
  readonly line: number;
  readonly pieces: string[];
  size: number;
  isQuoted: boolean;
}

function broken({ line }: OpenRow, bytes: number, problem: string): TableRow {
  return { line, bytes, cells: [], problem };
}

/** Whether a cell in quotes goes on behind this line; `isQuoted` is whether one goes on into it. */
function endsQuoted(text: string, delimiter: Delimiter, isQuoted: boolean): boolean {
  for (let at = 0; ; ) {
    if (isQuoted || text.charAt(at) === '"') {
      const end = closingQuote(text, isQuoted ? at : at + 1);
      if (end < 0) return true;
      at = end + 1;
    }
    isQuoted = false;
    const next = text.indexOf(delimiter, at);
    if (next < 0) return false;
    at = next + 1;
  }
}

/** The cells of a row whose quotes are closed. */
export function cellsOf(row: string, delimiter: Delimiter): readonly string[] {
  const cells: string[] = [];
  for (let at = 0; at <= row.length && cells.length < MOST_CELLS; ) {
    const end = row.charAt(at) === '"' ? closingQuote(row, at + 1) : -1;
    const quoted = end < 0 ? "" : row.slice(at + 1, end).replaceAll('""', '"');
    const start = end < 0 ? at : end + 1;
    const next = row.indexOf(delimiter, start);
    // Text after a closing quote is a mistake in the file, but is kept.
    cells.push(`${quoted}${row.slice(start, next < 0 ? row.length : next)}`.trim());
    at = next < 0 ? row.length + 1 : next + 1;
  }
  return cells;
}

/** The quote that ends a cell, of which two stand for one within it; -1 if there is none. */
function closingQuote(text: string, start: number): number {
  for (let at = text.indexOf('"', start); at >= 0; at = text.indexOf('"', at + 2))
    if (text.charAt(at + 1) !== '"') return at;
  return -1;
}
