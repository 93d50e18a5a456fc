import type { Attachment } from "discord.js";
import { messageOf, UserError } from "../../errors.ts";

/** The largest file that is read, in bytes: a bibliography of some two thousand entries. */
const LARGEST = 1_000_000;

/** In milliseconds. */
const PATIENCE_MS = 10_000;

/** What a file that came with a command says, as text. Throws a UserError if it is too large or cannot be had. */
export async function readAttachment({ name, size, url }: Attachment): Promise<string> {
  // Before it is fetched, by what Discord says.
  if (size > LARGEST) throw tooLarge(name);
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!response.ok) throw new Error(`Discord answered ${response.status}`);
    const bytes = await response.arrayBuffer();
    if (bytes.byteLength > LARGEST) throw tooLarge(name);
    return new TextDecoder().decode(bytes);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`“${name}” could not be fetched (${messageOf(error)}). Please attach it again.`, {
      cause: error,
    });
  }
}

function tooLarge(name: string): UserError {
  return new UserError(
    `“${name}” is too large: I read files of up to ${LARGEST / 1_000_000} MB. Attach the part that matters.`,
  );
}
