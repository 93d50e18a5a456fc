/** The encoding of a file as a whole; single lines may still be Windows-1252. */
type Encoding = "utf-8" | "utf-16le" | "utf-16be";

/** The encoding of a file that starts with `head`: by its byte order mark, or by the zeros that Latin letters have in UTF-16. */
export function encodingOf(head: Buffer): Encoding {
  const mark = head.subarray(0, 2).toString("hex");
  if (mark === "fffe") return "utf-16le";
  if (mark === "feff") return "utf-16be";
  const sample = head.subarray(0, 1000);
  const zerosAt = (rest: number) => sample.filter((byte, at) => byte === 0 && at % 2 === rest).length;
  const [even, odd] = [zerosAt(0), zerosAt(1)];
  // A few letters of other scripts among Latin ones have none; in a binary file, zeros stand anywhere.
  const enough = Math.max(2, sample.length * 0.35);
  if (odd >= enough && even * 10 <= odd) return "utf-16le";
  return even >= enough && odd * 10 <= even ? "utf-16be" : "utf-8";
}

/** The bytes of a file as UTF-8, piece by piece. */
export async function* inUtf8(chunks: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<Buffer> {
  if (encoding === "utf-8") {
    yield* chunks;
    return;
  }
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  const rest = decoder.decode();
  if (rest !== "") yield Buffer.from(rest);
}

/** The start of a file as text. */
export function headText(head: Buffer): string {
  return new TextDecoder(encodingOf(head))
    .decode(head)
    .replace(/^\ufeff/, "")
    .replace(/\r\n?/g, "\n")
    .trimStart();
}
