import { startWebServer, type WebAnswer, type WebRequest, type WebServer } from "./web-server.ts";

/** A Zotero library as the API shows it: the latest change first. */
export interface ZoteroShelf {
  /** Changes with every write; each item carries the one it was last changed in. */
  version: number;
  items: readonly { readonly key: string; readonly version: number; readonly data: object }[];
  /** Only with this key, if given. */
  readonly apiKey?: string;
}

export interface ZoteroServer extends WebServer {
  /** Answers the next requests differently; undefined is an ordinary answer. */
  answerNext(...answers: (WebAnswer | undefined)[]): void;
}

/** A Zotero of its own, with the rules of the Web API v3 for `/items/top`: it refuses what Zotero refuses. */
export async function startZoteroServer(
  shelves: Readonly<Record<string, ZoteroShelf>>,
): Promise<ZoteroServer> {
  const others: (WebAnswer | undefined)[] = [];
  const server = await startWebServer((request) => others.shift() ?? answer(request, server.url, shelves));
  return { ...server, answerNext: (...answers) => void others.push(...answers) };
}

/** An item as Zotero's desktop program writes it; give what the test is about. */
export function zoteroItem(number: number, data: object = {}, version = 1) {
  const key = `KEY${String(number).padStart(5, "0")}`;
  return {
    key,
    version,
    library: { type: "user", id: 12345, name: "bees" },
    data: {
      key,
      version,
      itemType: "journalArticle",
      title: `Toy Bees ${number}`,
      creators: [{ creatorType: "author", firstName: "Ana", lastName: "Bee" }],
      tags: [],
      collections: [],
      ...data,
    },
  };
}

function answer(
  { method, path, headers }: WebRequest,
  base: string,
  shelves: Readonly<Record<string, ZoteroShelf>>,
): WebAnswer {
  const url = new URL(path, base);
  const name = /^\/((?:users|groups)\/\d+)\/items\/top$/.exec(url.pathname)?.[1] ?? "";
  const shelf = shelves[name];
  if (method !== "GET") return { status: 405, body: "Method not allowed" };
  if (headers["zotero-api-version"] !== "3") return { status: 400, body: "Version header missing" };
  if (shelf === undefined) return { status: 404, body: "Not found" };
  if (shelf.apiKey !== undefined && headers["zotero-api-key"] !== shelf.apiKey) {
    return { status: 403, body: headers["zotero-api-key"] === undefined ? "Forbidden" : "Invalid key" };
  }
  const start = Number(url.searchParams.get("start") ?? "0");
  const limit = Math.min(100, Number(url.searchParams.get("limit") ?? "25"));
  const since = Number(url.searchParams.get("since") ?? "-1");
  const version = { "last-modified-version": String(shelf.version) };
  if (Number(headers["if-modified-since-version"] ?? "-1") >= shelf.version)
    return { status: 304, headers: version };
  const items = shelf.items.filter((item) => item.version > since);
  url.searchParams.set("start", String(start + limit));
  return {
    headers: {
      ...version,
      "content-type": "application/json",
      "total-results": String(items.length),
      ...(start + limit < items.length && { link: `<${url.href}>; rel="next", <${url.href}>; rel="last"` }),
    },
    body: JSON.stringify(items.slice(start, start + limit)),
  };
}
