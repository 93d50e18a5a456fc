import type { Attachment } from "discord.js";
import { checkFileSize, FILE_WITHIN_MS, readFileText } from "../../../chat/attached-file.ts";
import { messageOf, UserError } from "../../../errors.ts";
import { shorten } from "../../../shorten.ts";

/**
 * The text of the files that came with a command or a message. Throws a UserError that says what to do if they can't be
 * fetched.
 */
export type ReadFiles = (files: readonly Attachment[]) => Promise<string>;

/** `apiUrl` is another server that speaks Discord's protocol, if there is one: it may hold the files as well. */
export function createReadFiles(apiUrl: string | undefined): ReadFiles {
  return async ([first, ...more]) => {
    if (!first) return "";
    if (more.length > 0) throw new UserError(`Attach one file at a time. You attached ${more.length + 1}.`);
    const name = shorten(first.name);
    checkFileSize(name, first.size);
    if (!isDiscordAddress(first.url, apiUrl))
      throw new UserError(`“${name}” isn't stored on Discord, so I can't fetch it. Attach it again.`);
    return download(first.url, name);
  };
}

const HOSTS: ReadonlySet<string> = new Set(["cdn.discordapp.com", "media.discordapp.net"]);

/**
 * Whether a file may be fetched from an address: from the hosts that keep Discord's attachments, over https, and from
 * the server that the operator has put in Discord's place. Exported for its tests.
 */
export function isDiscordAddress(address: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port, origin, username, password } = new URL(address);
  if (username !== "" || password !== "") return false;
  if (apiUrl !== undefined && origin === new URL(apiUrl).origin) return true;
  return protocol === "https:" && port === "" && HOSTS.has(hostname);
}

async function download(address: string, name: string): Promise<string> {
  const end = new AbortController();
  const signal = AbortSignal.any([end.signal, AbortSignal.timeout(FILE_WITHIN_MS)]);
  try {
    // Discord's hosts never redirect, so a redirect is not followed.
    const response = await fetch(address, { redirect: "manual", signal });
    if (!response.ok) throw new Error(`Discord answered ${response.status}`);
    return await readFileText(response, name);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`“${name}” couldn't be fetched (${messageOf(error)}). Attach it again.`, {
      cause: error,
    });
  } finally {
    // Cancels the rest of the download.
    end.abort();
  }
}
