import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Library, openLibrary } from "../../../src/library/library.ts";
import { createSearchIndex } from "../../../src/search/create-search-index.ts";
import type { Who } from "../../../src/taste/taste.ts";
import type { someWeb } from "./some-web.ts";

type SomeWeb = Pick<ReturnType<typeof someWeb>, "app" | "parts">;
type Headers = Readonly<Record<string, string>>;

/** A browser with at most one cookie of ours, without a script. */
export interface Browser {
  readonly cookie: string;
  get(path: string, method?: "GET" | "HEAD"): Promise<Response>;
  /** Sends fields as a form does. */
  post(path: string, fields?: Readonly<Record<string, string>>, headers?: Headers): Promise<Response>;
  /** The same with the token that the forms of this session have. */
  send(path: string, fields?: Readonly<Record<string, string>>): Promise<Response>;
}

/** A browser in which nobody is signed in, or one with a cookie. */
export function someBrowser({ app }: SomeWeb, cookie = ""): Browser {
  const get = (path: string, method = "GET") =>
    Promise.resolve(app.request(path, { method, headers: { cookie } }));
  const post: Browser["post"] = async (path, fields = {}, headers = {}) =>
    app.request(path, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", cookie, ...headers },
      body: `${new URLSearchParams(fields)}`,
    });
  return {
    cookie,
    get,
    post,
    async send(path, fields) {
      const text = await (await get("/me/saved")).text();
      return post(
        path,
        { ...fields, form: tokenIn(text) },
        { origin: "null", "sec-fetch-site": "same-origin" },
      );
    },
  };
}

/** A browser in which somebody pressed the button of a new link. */
export async function signedInBrowser(
  web: SomeWeb,
  who: Who,
  { before = "", opens = "person" }: { readonly before?: string; readonly opens?: "person" | "admin" } = {},
): Promise<Browser> {
  const link = await web.parts.services.access.signIns.link(who, opens);
  const answer = await someBrowser(web, before).post(`/open/${link}`);
  return someBrowser(web, (answer.headers.get("set-cookie") ?? "").split(";")[0]);
}

/** The token that the forms of a page have. */
export function tokenIn(page: string): string {
  return /name="form" value="([\w-]+)"/.exec(page)?.[1] ?? "";
}

/** Every row of every table. */
export async function everyRow({ db }: Pick<Library, "db">): Promise<string> {
  const tables = await db.introspection.getTables();
  const rows = tables.map(({ name }) =>
    db
      .selectFrom(name as "votes")
      .selectAll()
      .execute(),
  );
  return JSON.stringify(await Promise.all(rows));
}

/** The papers on attention and on streaming video of the starter catalogue, for as long as a whole file of tests runs. */
export async function openSmallLibrary(
  now: () => Date,
): Promise<{ readonly library: Library; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-"));
  const whole = resolve(import.meta.dirname, "..", "..", "..", "data", "papers.jsonl");
  const lines = readFileSync(whole, "utf8").split("\n");
  const catalogue = join(folder, "papers.jsonl");
  writeFileSync(catalogue, lines.filter((line) => /streaming|attention/i.test(line)).join("\n"));
  const index = createSearchIndex({ now: () => now().getTime(), otherNames: [] });
  const library = await openLibrary({ target: join(folder, "paperboy.db"), catalogue, index, now });
  await library.refresh();
  await index.refine();
  return {
    library,
    async close() {
      await library.close();
      rmSync(folder, { recursive: true });
    },
  };
}
