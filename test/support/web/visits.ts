import { createAddresses } from "../../../src/web/addresses.ts";
import type { Web } from "../../../src/web/create-web.ts";
import { MAIL } from "../gallery/stories.ts";
import type { Lab, LabPerson } from "./lab.ts";

/** The links and cookies of somebody who may see private pages. */
export interface Keys {
  readonly channelToken: string;
  readonly channelHandle: string;
  readonly openToken: string;
  readonly stopToken: string;
  /** The id of the paper that is visited. */
  readonly paperToken: string;
  /** As a request sends them. */
  readonly cookies: { readonly channel: string; readonly person: string; readonly admin: string };
}

const MAILED = "arxiv:2611.00101";

/** One address behind a route. */
export interface Visit {
  readonly path: (keys: Keys) => string;
  /** 200, if not given. */
  readonly status?: number;
  /** Whose: public, if not given. */
  readonly of?: "link" | keyof Keys["cookies"];
}

const at = (path: string, status?: number): Visit => ({
  path: () => path,
  ...(status !== undefined && { status }),
});
const channel = (rest: string): Visit => ({
  of: "channel",
  path: ({ channelHandle }) => `/c/${channelHandle}${rest}`,
});
const channelFile = (rest: string): Visit => ({
  of: "link",
  path: ({ channelToken }) => `/c/${channelToken}${rest}`,
});
const mine = (of: "person" | "admin", path: string): Visit => ({ of, path: () => path });

/**
 * Addresses for the routes that answer a GET and whose path has something to fill in, or where there is more than one page to see. A
 * route without any fails the tests: give it an address here, so that strangers and a real browser try it too.
 */
const VISITS: Readonly<Record<string, readonly Visit[]>> = {
  "/week/:week/feed.atom": [at("/week/2026-W47/feed.atom")],
  "/week/:week/feed.json": [at("/week/2026-W47/feed.json")],
  "/month/:month/feed.atom": [at("/month/2026-11/feed.atom")],
  "/month/:month/feed.json": [at("/month/2026-11/feed.json")],
  "/trending/feed.atom": [at("/trending/feed.atom?period=all")],
  "/search/feed.atom": [at("/search/feed.atom?q=streaming+video")],
  "/search/feed.json": [at("/search/feed.json?q=streaming+video")],
  "/author/:name/feed.atom": [at("/author/Ada%20Brook/feed.atom")],
  "/author/:name/feed.json": [at("/author/Ada%20Brook/feed.json")],
  "/category/:category/feed.atom": [at("/category/cs.CV/feed.atom")],
  "/category/:category/feed.json": [at("/category/cs.CV/feed.json")],
  "/": [at("/"), at("/?page=2"), at("/nowhere", 404)],
  "/day/:day": [
    at("/day/2026-11-20"),
    at("/day/2026-11-20?page=2"),
    at("/day/2026-11-21"),
    at("/day/2027-01-01", 404),
  ],
  "/week/:week": [at("/week/2026-W47"), at("/week/2026-W40")],
  "/month/:month": [at("/month/2026-11?page=2")],
  "/trending": [at("/trending"), at("/trending?period=year")],
  "/search": [
    at("/search"),
    at("/search?q=streaming+video"),
    at("/search?q=garden+robots&page=2"),
    at("/search?q=strmeaing+vidoe"),
    at("/search?q=streaming+year%3A1890"),
    at("/search?q=year%3Asoon", 400),
  ],
  "/paper/*": [
    at("/paper/arxiv/2611.00101"),
    at("/paper/arxiv/2611.10000"),
    at("/paper/arxiv/2611.10001"),
    at("/paper/arxiv/2611.10002"),
    at("/paper/doi/10.5555/example.2025.17"),
    at("/paper/arxiv/2511.99999", 404),
  ],
  "/cite/*": [
    at("/cite/arxiv/2611.00101.bib"),
    at("/cite/arxiv/2611.10000.ris"),
    at("/cite/doi/10.5555/example.2025.17.json"),
  ],
  "/author/:name": [
    at("/author/Ada%20Brook"),
    at("/author/%D7%A0%D7%95%D7%A2%D7%94%20%D7%9C%D7%95%D7%99"),
    at("/author/Nobody", 404),
  ],
  "/category/:category": [at("/category/cs.CV"), at("/category/cs"), at("/category/cs.VC", 404)],
  "/charts/papers-by-week.svg": [
    at("/charts/papers-by-week.svg"),
    at("/charts/papers-by-week.svg?look=dark"),
  ],
  "/m/:token": [{ of: "link", path: ({ stopToken }) => `/m/${stopToken}` }, at("/m/nonsense", 404)],
  "/m/:token/:deed{save|up}": [
    { of: "link", path: ({ paperToken }) => mailedPaper(paperToken, "save") },
    { of: "link", path: ({ paperToken }) => mailedPaper(paperToken, "up") },
    at("/m/nonsense/up?paper=arxiv%3A2611.00101", 404),
  ],
  "/m/:token/change": [
    { of: "link", path: ({ stopToken }) => `/m/${stopToken}/change` },
    at("/m/nonsense/change", 404),
  ],
  "/m/c/:token": [at("/m/c/nonsense", 404)],
  "/c/:link": [{ ...channelFile(""), status: 302 }],
  "/c/:link/": [channel("/"), at("/c/nonsense/", 404)],
  "/c/:link/:month{\\d{4}-(?:0[1-9]|1[0-2])}": [channel("/2026-11")],
  "/c/:link/club": [channel("/club"), { ...channelFile("/club"), status: 302 }],
  "/c/:link/trending": [channel("/trending"), channel("/trending?period=all")],
  "/c/:link/feed.atom": [channelFile("/feed.atom")],
  "/c/:link/feed.json": [channelFile("/feed.json")],
  "/c/:link/charts/votes-by-week.svg": [channel("/charts/votes-by-week.svg?look=dark")],
  "/c/:link/club/feed.atom": [channelFile("/club/feed.atom")],
  "/c/:link/club/feed.json": [channelFile("/club/feed.json")],
  "/c/:link/papers.bib": [channelFile("/papers.bib")],
  "/c/:link/papers.ris": [channelFile("/papers.ris")],
  "/c/:link/club.ics": [channelFile("/club.ics")],
  "/open/:token": [{ of: "link", path: ({ openToken }) => `/open/${openToken}` }, at("/open/nonsense", 404)],
  "/me": [mine("person", "/me"), at("/me", 403)],
};

/** Where forms are sent whose address has something to fill in, or that hold more than what says that they are somebody's own. */
const FORMS: Readonly<Record<string, Form>> = {
  "/m/:token": { path: "/m/nonsense", fields: "List-Unsubscribe=One-Click" },
  "/m/:token/change": { path: "/m/nonsense/change", fields: "what=trending" },
  "/m/c/:token": { path: "/m/c/nonsense" },
  "/m/:token/:deed{save|up}": { path: mailedPaper("nonsense", "up"), fields: "deed=up" },
  "/open/:token": { path: "/open/nonsense" },
};

interface Form {
  readonly path: string;
  readonly fields?: string;
}

function mailedPaper(token: string, deed: "save" | "up"): string {
  return createAddresses().mailedPaper(token, deed, MAILED);
}

/** Every route that answers a GET, with its addresses: none where somebody has to say one. */
export function visitsOf(web: Pick<Web, "app">): ReadonlyMap<string, readonly Visit[]> {
  return new Map(routesOf(web, "GET").map((route) => [route, VISITS[route] ?? usual(route)]));
}

/** Whose the page of a path is, where there is nothing to fill in. */
function usual(route: string): readonly Visit[] {
  if (isOpen(route)) return [];
  const [, first] = route.split("/");
  return [first === "me" ? mine("person", route) : first === "admin" ? mine("admin", route) : at(route)];
}

/** Every route that takes a form, with the form: none where somebody has to say one. */
export function formsOf(web: Pick<Web, "app">): ReadonlyMap<string, Form | undefined> {
  const form = (route: string) => FORMS[route] ?? (isOpen(route) ? undefined : { path: route });
  return new Map(routesOf(web, "POST").map((route) => [route, form(route)]));
}

function isOpen(route: string): boolean {
  return /[:*]/.test(route);
}

function routesOf({ app }: Pick<Web, "app">, method: "GET" | "POST"): readonly string[] {
  return [...new Set(app.routes.filter((route) => route.method === method).map(({ path }) => path))];
}

/** Everything that somebody can get in chat. */
export async function keysOf({ web, session, db }: Lab, who: LabPerson): Promise<Keys> {
  const { channels, signIns } = session.app.services.access;
  const channelToken = await channels.link(who);
  const opened = await web.app.request(`/c/${channelToken}`);
  const signIn = async (opens: "person" | "admin") => {
    const answer = await web.app.request(`/open/${await signIns.link(who, opens)}`, { method: "POST" });
    return cookieOf(answer);
  };
  const cookies = { channel: cookieOf(opened), person: await signIn("person"), admin: await signIn("admin") };
  const mail = await db.selectFrom("mailboxes").select(["stop_token", "handle"]).executeTakeFirst();
  return {
    channelToken,
    channelHandle: (opened.headers.get("location") ?? "").split("/")[2] ?? "",
    openToken: await signIns.link(who, "person"),
    stopToken: mail?.stop_token ?? "",
    paperToken: MAIL.keys.paperToken(mail?.handle ?? "", MAILED),
    cookies,
  };
}

function cookieOf({ headers }: Response): string {
  return (headers.get("set-cookie") ?? "").split(";")[0] ?? "";
}

/** The cookie that a visit is made with. */
export function cookieFor({ of }: Visit, { cookies }: Keys): string {
  return of === undefined || of === "link" ? "" : cookies[of];
}
