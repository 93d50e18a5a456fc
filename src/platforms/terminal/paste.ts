import { Transform } from "node:stream";
import { StringDecoder } from "node:string_decoder";

/** Turns a terminal's marks around pastes ("bracketed paste") on and off. A terminal without them shows nothing. */
export const PASTES_MARKED = "\u001b[?2004h";
export const PASTES_PLAIN = "\u001b[?2004l";

const START = "\u001b[200~";
const END = "\u001b[201~";
/** Stands for a line end inside a paste, which is one line at the prompt until it is sent. */
const LINE_END = "⏎";

type KeyInput = NodeJS.ReadableStream & { readonly isTTY?: boolean; setRawMode?(mode: boolean): unknown };

/** The keys of a terminal, with each paste as one line, however many it has; Enter sends it, as any other line. */
export function createPasteInput(input: KeyInput): {
  readonly stream: NodeJS.ReadableStream;
  /** Releases the input, so that nothing waits for its keys any more. */
  release(): void;
} {
  const decoder = new StringDecoder("utf8");
  const unmark = createUnmark();
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, unmark(decoder.write(chunk)));
    },
  });
  input.pipe(stream);
  return {
    stream: Object.assign(stream, {
      isTTY: input.isTTY,
      setRawMode: (mode: boolean) => input.setRawMode?.(mode),
    }),
    release() {
      input.unpipe(stream);
      input.pause();
      stream.destroy();
    },
  };
}

/** A line of the prompt as it was pasted. */
export function asPasted(line: string): string {
  return line.replaceAll(LINE_END, "\n");
}

/** Removes the marks from a stream of chunks, and the line ends between them. */
export function createUnmark(): (text: string) => string {
  let isPaste = false;
  let kept = "";
  return (text) => {
    let left = kept + text;
    let out = "";
    kept = "";
    for (;;) {
      const mark = isPaste ? END : START;
      const at = left.indexOf(mark);
      if (at < 0) break;
      out += isPaste ? inOneLine(left.slice(0, withoutLineEnds(left, at))) : left.slice(0, at);
      left = left.slice(at + mark.length);
      isPaste = !isPaste;
    }
    // The rest of a mark, or of a line end, may come in the next chunk. A single Escape is a key and is passed on at once.
    const mark = left.length - beginningOf(isPaste ? END : START, left, isPaste ? 1 : 2);
    const cut = isPaste ? withoutLineEnds(left, mark) : mark;
    kept = left.slice(cut);
    return out + (isPaste ? inOneLine(left.slice(0, cut)) : left.slice(0, cut));
  };
}

/** How many characters at the end of `text`, if at least `least`, could begin `mark`. */
function beginningOf(mark: string, text: string, least: number): number {
  for (let length = mark.length - 1; length >= least; length -= 1)
    if (text.endsWith(mark.slice(0, length))) return length;
  return 0;
}

/** Where the line ends begin that precede `end`. */
function withoutLineEnds(text: string, end: number): number {
  let at = end;
  while (at > 0 && "\r\n".includes(text.charAt(at - 1))) at -= 1;
  return at;
}

// Tab, Ctrl-C and other keys of the prompt do nothing inside a paste.
function inOneLine(pasted: string): string {
  return pasted
    .replace(/\r\n?|\n/gu, LINE_END)
    .replace(/\t/gu, " ")
    .replace(/\p{Cc}/gu, "");
}
