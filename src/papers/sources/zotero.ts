import { UserError } from "../../errors.ts";
import { shorten } from "../../shorten.ts";
import { type Entry, finding } from "../import/entry.ts";
import { paperOfZoteroItem } from "../import/zotero-item.ts";
import { field } from "../json.ts";
import type { HttpAnswer, HttpClient } from "./http/client.ts";
import type { HostGroup } from "./http/host-group.ts";
import { SourceError } from "./http/source-error.ts";

export interface ZoteroOptions {
  readonly http: HttpClient;
  /** As `zoteroLibrary` gives it: "users/12345". */
  readonly library: string;
  /** Zotero's own, if not given. */
  readonly apiUrl?: string | undefined;
  /** For a private library: a key with read access. */
  readonly apiKey?: string | undefined;
  /** The version up to which the library is known; without it, everything is read. */
  readonly since?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface ZoteroReading {
  /** To be read once: `line` and `bytes` are the number of the item. Throws a UserError that says what to do. */
  readonly entries: AsyncIterable<Entry>;
  /** Once all is read: what to give as `since` the next time. Undefined if the library changed meanwhile. */
  readonly version: number | undefined;
}

const KEYS_PAGE = "https://www.zotero.org/settings/keys";
const API_URL = "https://api.zotero.org";
// The most that the API gives at once.
const PAGE = 100;
// Two hundred thousand items: more than any library, less than a loop.
const MOST_PAGES = 2000;

/** No limit is published; `Backoff` tells when it gets too much, and one connection at a time keeps it from doing so. */
const ZOTERO: HostGroup = {
  name: "zotero",
  intervalMs: 300,
  timeoutMs: 30_000,
  cooldownMs: [10_000, 10 * 60_000],
  throttles: [],
};

/** What comes after `zotero:` in `zotero:users/12345` or `zotero:groups/678`. Throws a UserError for anything else. */
export function zoteroLibrary(text: string): string {
  const library = /^zotero:((?:users|groups)\/[1-9]\d{0,14})\/?$/i.exec(text.trim())?.[1]?.toLowerCase();
  if (library === undefined) {
    throw new UserError(
      `“${shorten(text, 80)}” names no Zotero library. Write zotero:users/ and your user ID (a number, see ${KEYS_PAGE}), or zotero:groups/ and the number in the group's address.`,
    );
  }
  return library;
}

/**
 * The works in a Zotero library by its read-only API, the latest changes first; notes and files are passed over. What was
 * deleted there is not told.
 */
export function readZotero(options: ZoteroOptions): ZoteroReading {
  const { library, since } = options;
  let version: number | undefined;

  async function* entries(): AsyncGenerator<Entry> {
    let papers = 0;
    let number = 0;
    let start: number | undefined = 0;
    let first: number | undefined;
    let isSteady = true;
    for (let page = 0; start !== undefined && page < MOST_PAGES; page++) {
      const answer: HttpAnswer = await asking(options, start);
      const current = wholeOf(answer, "last-modified-version");
      if (page === 0) first = current;
      else isSteady &&= current === first;
      const items = answer.status === 304 ? [] : itemsOf(answer, library);
      for (const item of items) {
        number++;
        const paper = paperOfZoteroItem(item);
        if (paper === undefined) continue;
        if (typeof paper !== "string") papers++;
        yield { ...finding(number, typeof paper === "string" ? named(paper, item) : paper), bytes: number };
      }
      start = nextStart(answer, start, items.length);
    }
    if (papers === 0 && since === undefined)
      throw new UserError(`No paper was found in Zotero's ${library}. Is it the right library?`);
    if (start === undefined && isSteady) version = first;
  }

  return {
    entries: entries(),
    get version() {
      return version;
    },
  };
}

async function asking({ http, library, apiUrl, apiKey, since, signal }: ZoteroOptions, start: number) {
  const query = new URLSearchParams({
    format: "json",
    include: "data",
    sort: "dateModified",
    direction: "desc",
    limit: String(PAGE),
    start: String(start),
    ...(since !== undefined && { since: String(since) }),
  });
  try {
    return await http.request({
      url: `${(apiUrl ?? API_URL).replace(/(?<!\/)\/+$/, "")}/${library}/items/top?${query}`,
      group: ZOTERO,
      accept: "application/json",
      headers: {
        "zotero-api-version": "3",
        ...(apiKey !== undefined && { "zotero-api-key": apiKey }),
        ...(since !== undefined && start === 0 && { "if-modified-since-version": String(since) }),
      },
      ...(signal && { signal }),
    });
  } catch (error) {
    throw error instanceof SourceError ? explained(error, library, apiKey !== undefined) : error;
  }
}

function itemsOf({ body }: HttpAnswer, library: string): readonly unknown[] {
  try {
    const items: unknown = JSON.parse(body);
    if (Array.isArray(items)) return items;
  } catch {
    // Told below, whatever it is instead.
  }
  throw new UserError(`What Zotero answered for ${library} is not a list of items. ${LATER}`);
}

// Only where to go on is taken from the link: the key must not follow it to another host.
function nextStart(answer: HttpAnswer, start: number, length: number): number | undefined {
  const next = /<([^<>]*)>\s*;\s*rel="?next"?/i.exec(answer.headers.get("link") ?? "")?.[1];
  const link = next === undefined ? undefined : /[?&]start=(\d{1,15})(?!\d)/i.exec(next)?.[1];
  const total = wholeOf(answer, "total-results") ?? 0;
  const following = link === undefined ? start + length : Number(link);
  return following > start && (link !== undefined || following < total) ? following : undefined;
}

function wholeOf({ headers }: HttpAnswer, name: string): number | undefined {
  const text = headers.get(name) ?? "";
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function named(reason: string, item: unknown): string {
  const key = field(item, "key");
  return key === undefined ? reason : `${reason} (${shorten(key, 20)})`;
}

const LATER = "Try again later; what was read so far is kept.";

function explained(error: SourceError, library: string, hasKey: boolean): UserError {
  return new UserError(problem(error, library, hasKey), { cause: error });
}

function problem({ trouble, message, retryAt }: SourceError, library: string, hasKey: boolean): string {
  switch (trouble) {
    case "not found":
      return `Zotero knows no ${library}. Your own number is under “Your user ID” at ${KEYS_PAGE}; a group's is in its address.`;
    case "refused":
      return hasKey
        ? `Zotero does not show ${library} to the holder of ZOTERO_API_KEY: ${message}. Give the key the right to read it at ${KEYS_PAGE}.`
        : `Zotero does not show ${library} to everybody: ${message}. Make a key that may read it at ${KEYS_PAGE}, and set ZOTERO_API_KEY.`;
    case "throttled": {
      const when =
        retryAt === undefined
          ? ""
          : ` not before ${retryAt.toISOString().slice(0, 16).replace("T", " ")} UTC`;
      return `Zotero asks for a pause. Try again${when || " later"}; what was read so far is kept.`;
    }
    default:
      return `Zotero cannot be read: ${message}. ${LATER}`;
  }
}
