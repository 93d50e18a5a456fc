import { UserError } from "../errors.ts";
import { shorten } from "../shorten.ts";

/** Reads a file that came with a message. Throws a UserError that says what to do if it can't be fetched. */
export type AttachedFile = () => Promise<string>;

/** The largest file that is read, in bytes: a bibliography of some two thousand entries. */
const LARGEST = 1_000_000;

/** How long fetching a file may take, in milliseconds. */
export const FILE_WITHIN_MS = 10_000;

/** Throws a UserError if a file of this size is not read; called with the size the platform names, before the file is fetched. */
export function checkFileSize(name: string, bytes: number): void {
  if (bytes > LARGEST)
    throw new UserError(
      `“${shorten(name)}” is too large: I read files of up to ${LARGEST / 1_000_000} MB. Attach a smaller one.`,
    );
}

/** The body of a response as text. Stops reading and throws a UserError beyond the largest size. */
export async function readFileText(response: Response, name: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop early ends the download too.
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    checkFileSize(name, size);
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}
