import { UserError } from "../errors.ts";
import { shorten } from "../shorten.ts";

/** Reads a file that came with a message. Throws a UserError that says what to do if it cannot be had. */
export type AttachedFile = () => Promise<string>;

/** The largest file that is read, in bytes: a bibliography of some two thousand entries. */
const LARGEST = 1_000_000;

/** How long a file may take to come, in milliseconds. */
export const FILE_WITHIN_MS = 10_000;

/** Throws a UserError if a file of so many bytes is not read: before it is asked for, by what the platform says of it. */
export function checkFileSize(name: string, bytes: number): void {
  if (bytes > LARGEST)
    throw new UserError(
      `“${shorten(name)}” is too large: I read files of up to ${LARGEST / 1_000_000} MB. Attach a smaller one.`,
    );
}

/** What a response brings, as text. No more is read of it than a file may have: beyond that, a UserError. */
export async function readFileText(response: Response, name: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Whatever ends the loop early ends the download with it.
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    checkFileSize(name, size);
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}
