import type { webApi } from "@slack/bolt";
import { checkFileSize, FILE_WITHIN_MS, readFileText } from "../../../chat/attached-file.ts";
import { messageOf, UserError } from "../../../errors.ts";
import { shorten } from "../../../shorten.ts";
import { REINSTALL, toPlatformError } from "../errors.ts";

/** A file as events and files.info describe it. Every part may be missing: what other workspaces share comes as an id. */
export interface SlackFile {
  readonly id?: string | undefined;
  readonly name?: string | null | undefined;
  readonly mimetype?: string | undefined;
  readonly size?: number | undefined;
  readonly is_external?: boolean | undefined;
  readonly url_private?: string | undefined;
  readonly url_private_download?: string | undefined;
}

/** The text of a message's files. Throws a UserError that says what to do if they can't be fetched. */
export type ReadFiles = (files: readonly SlackFile[], client: webApi.WebClient) => Promise<string>;

/** `apiUrl` is another server that speaks Slack's protocol, if there is one: it may hold the files as well. */
export function createReadFiles(token: string, apiUrl: string | undefined): ReadFiles {
  return async ([first, ...more], client) => {
    if (!first) return "";
    if (more.length > 0) throw new UserError(`Attach one file at a time. You attached ${more.length + 1}.`);
    const file = addressOf(first) === undefined ? await lookUp(first, client) : first;
    const name = shorten(file.name ?? "That file");
    checkFileSize(name, file.size ?? 0);
    const address = addressOf(file);
    if (address === undefined || file.is_external || !isSlackAddress(address, apiUrl))
      throw new UserError(
        `“${name}” isn't stored on Slack, so I can't fetch it. Attach the file from your own device, or paste its content.`,
      );
    return download(file, { name, address, token, apiUrl });
  };
}

function addressOf({ url_private_download, url_private }: SlackFile): string | undefined {
  return url_private_download ?? url_private;
}

/**
 * Whether the bot's token may be sent to an address: to Slack's hosts over https, and to the server that the operator
 * has put in Slack's place. Exported for its tests.
 */
export function isSlackAddress(address: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port, origin, username, password } = new URL(address);
  if (username !== "" || password !== "") return false;
  if (apiUrl !== undefined && origin === new URL(apiUrl).origin) return true;
  return protocol === "https:" && port === "" && hostname.endsWith(".slack.com");
}

async function lookUp({ id = "" }: SlackFile, client: webApi.WebClient): Promise<SlackFile> {
  try {
    return (await client.files.info({ file: id })).file ?? {};
  } catch (error) {
    const { code } = toPlatformError(error);
    if (code === "missing_scope") throw new UserError(MISSING_SCOPE, { cause: error });
    throw new UserError(`Slack wouldn't give me that file (${code}). Attach it again.`, {
      cause: error,
    });
  }
}

const MISSING_SCOPE = `I can't read files in Slack yet: the scope files:read is missing. The bot's operator can add it. ${REINSTALL} Until then, paste the file's content.`;

interface Download {
  readonly name: string;
  readonly address: string;
  readonly token: string;
  readonly apiUrl: string | undefined;
}

async function download({ mimetype = "" }: SlackFile, { name, ...from }: Download): Promise<string> {
  const end = new AbortController();
  const signal = AbortSignal.any([end.signal, AbortSignal.timeout(FILE_WITHIN_MS)]);
  try {
    const response = await request(from, signal);
    const isPage = isHtml(response.headers.get("content-type") ?? "") && !isHtml(mimetype);
    if (isPage || REFUSED.has(response.status)) throw new UserError(MISSING_SCOPE);
    if (!response.ok) throw new Error(`Slack answered ${response.status}`);
    checkFileSize(name, Number(response.headers.get("content-length") ?? 0));
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

const REFUSED: ReadonlySet<number> = new Set([401, 403]);
const MOST_REDIRECTS = 2;

// Without access to a file, Slack redirects to a login page. The token goes only with requests to Slack.
async function request(from: Omit<Download, "name">, signal: AbortSignal): Promise<Response> {
  const headers = { authorization: `Bearer ${from.token}` };
  let { address } = from;
  for (let redirects = 0; ; redirects++) {
    const response = await fetch(address, { headers, redirect: "manual", signal });
    const location = response.headers.get("location");
    if (response.status < 300 || response.status >= 400 || location === null) return response;
    if (redirects === MOST_REDIRECTS || !URL.canParse(location, address))
      throw new Error("Slack sends me from one address to the next");
    address = new URL(location, address).href;
    if (!isSlackAddress(address, from.apiUrl)) throw new Error("Slack sends me on to another host");
  }
}

function isHtml(type: string): boolean {
  return /^text\/html\b/i.test(type);
}
