/** A place in a text that is read once, from left to right. `depth` counts the groups around it. */
export interface Reader {
  readonly source: string;
  at: number;
  depth: number;
}

/** Takes what the sticky `pattern` matches here; undefined, and no step, if it does not. */
export function match(reader: Reader, pattern: RegExp): string | undefined {
  const start = reader.at;
  pattern.lastIndex = start;
  if (!pattern.test(reader.source)) return undefined;
  reader.at = pattern.lastIndex;
  return reader.source.slice(start, reader.at);
}

/** The next `length` characters, not taken. */
export function next(reader: Reader, length: number): string {
  return reader.source.slice(reader.at, reader.at + length);
}

/** Takes `length` characters and gives `text` for them. */
export function skip(reader: Reader, length: number, text: string): string {
  reader.at += length;
  return text;
}
