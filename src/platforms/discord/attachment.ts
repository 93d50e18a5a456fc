import type { Attachment } from "discord.js";
import { checkFileSize, FILE_WITHIN_MS, readFileText } from "../../chat/attached-file.ts";
import { shorten } from "../../chat/options.ts";
import { messageOf, UserError } from "../../errors.ts";

/** What a file that came with a command says, as text. Throws a UserError if it is too large or cannot be had. */
export async function readAttachment({ name, size, url }: Attachment): Promise<string> {
  checkFileSize(name, size);
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(FILE_WITHIN_MS) });
    if (!response.ok) throw new Error(`Discord answered ${response.status}`);
    return await readFileText(response, name);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(
      `“${shorten(name)}” could not be fetched (${messageOf(error)}). Please attach it again.`,
      {
        cause: error,
      },
    );
  }
}
