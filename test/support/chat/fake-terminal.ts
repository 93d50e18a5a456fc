import { PassThrough, Writable } from "node:stream";

/** An output that keeps what is written. */
export function createOutput(look: { readonly isTTY?: boolean; readonly columns?: number } = {}) {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  return Object.assign(stream, look, { text: () => chunks.join("") });
}

/** An output whose reader is gone after `lines` writes, as with "| head". */
export function createClosingOutput(writes: number, code = "EPIPE") {
  let left = writes;
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      if (left-- <= 0) return done(Object.assign(new Error(`write ${code}`), { code }));
      chunks.push(String(chunk));
      done();
    },
  });
  return Object.assign(stream, { text: () => chunks.join("") });
}

/** Input as a person types it, or as a pipe sends it. */
export function createInput(isTTY: boolean) {
  return Object.assign(new PassThrough(), { isTTY });
}
