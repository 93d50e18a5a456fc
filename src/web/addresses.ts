import { channelPath, openPath } from "../access/paths.ts";

/** Every address of the page, as a path ready for a link. They are all made here, so that pages and the links to them agree. */
export type Addresses = ReturnType<typeof createAddresses>;

/** `url` is the public address of the page, without a slash at its end; without one, links begin at the root of this server. */
export function createAddresses(url?: string) {
  const base = url === undefined ? "" : new URL(url).pathname.replace(/\/$/u, "");
  const origin = url === undefined ? undefined : new URL(url).origin;
  const to = (path: string) => `${base}${path}`;
  return {
    /** What comes before every path: "" or "/papers". */
    base,
    /** Whether an origin such as "https://lab.example.org" is this page's. */
    isOwn: (other: string) => other === origin,
    /** Whether people reach the page over TLS. */
    isSecure: origin?.startsWith("https:") ?? false,
    /** A path with the host before it, for what leaves the page: feeds, mail, chat. Without PAGE_URL, the path alone. */
    absolute: (path: string) => `${origin ?? ""}${path}`,
    home: () => to("/"),
    /** A day is YYYY-MM-DD. */
    day: (day: string, page = 1) => to(`/day/${day}${paging(page)}`),
    /** A week is YYYY-Www; the latest, if not given. */
    week: (week?: string, page = 1) => to(`/week${week === undefined ? "" : `/${week}`}${paging(page)}`),
    /** A month is YYYY-MM; the latest, if not given. */
    month: (month?: string, page = 1) => to(`/month${month === undefined ? "" : `/${month}`}${paging(page)}`),
    /** The latest period that has any votes, if not given. */
    trending: (period?: string) => to(`/trending${period === undefined ? "" : `?period=${period}`}`),
    search: (query = "", page = 1) => {
      const params = new URLSearchParams();
      if (query !== "") params.set("q", query);
      if (page > 1) params.set("page", `${page}`);
      return to(params.size > 0 ? `/search?${params}` : "/search");
    },
    /** By canonical id: /paper/arxiv/2405.16009, /paper/doi/10.1145/123. */
    paper: (id: string) => to(`/paper/${pathOf(id)}`),
    /** A paper as a reference in a format: /cite/arxiv/2405.16009.bib. */
    cite: (id: string, ending: string) => to(`/cite/${pathOf(id)}.${ending}`),
    author: (name: string, page = 1) => to(`/author/${stepOf(name)}${paging(page)}`),
    category: (category: string, page = 1) => to(`/category/${stepOf(category)}${paging(page)}`),
    categories: () => to("/categories"),
    /** A channel's pages, by its token or its handle; `rest` begins with a slash. */
    channel: (link: string, rest = "/") => to(`${channelPath(link)}${rest}`),
    /** Where a sign-in link leads. */
    open: (token: string) => to(openPath(encodeURIComponent(token))),
    /** Takes votes and saves. */
    feedback: () => to("/feedback"),
    /** The pages of whoever is signed in; `rest` begins with a slash. */
    me: (rest = "") => to(`/me${rest}`),
    /** The pages of an admin who is signed in. */
    admin: (rest = "") => to(`/admin${rest}`),
    /** Where a mail is stopped; short, because it stands in a header of every mail. */
    stopMail: (token: string) => to(`/m/${encodeURIComponent(token)}`),
    /** Where a mail's reader changes what comes, by the same token. */
    changeMail: (token: string) => to(`/m/${encodeURIComponent(token)}/change`),
    /** Where an address is confirmed. */
    confirmMail: (token: string) => to(`/m/c/${encodeURIComponent(token)}`),
    /** Takes the form by which people ask for mail. */
    askForMail: () => to("/mail"),
    /** Where a paper from a mail is saved or voted for; only the reader of the mail has the token. */
    mailedPaper: (token: string, deed: string, paper: string) =>
      to(`/m/${encodeURIComponent(token)}/${deed}?${new URLSearchParams({ paper })}`),
    /** A picture; `dark` for dark pages. */
    chart: (name: string, look: "light" | "dark") =>
      to(`/charts/${name}.svg${look === "dark" ? "?look=dark" : ""}`),
    /** A file that pages need; `version` changes with its content. */
    asset: (name: string, version: string) => to(`/assets/${name}?v=${version}`),
  };
}

function pathOf(id: string): string {
  return id.toWellFormed().replace(":", "/").split("/").map(stepOf).join("/");
}

/**
 * A text as one step of a path. A browser would resolve the dots of a DOI such as 10.1000/../x, so these are doubly escaped, and half a
 * character, which a title may hold, cannot be escaped.
 */
function stepOf(text: string): string {
  const whole = text.toWellFormed();
  return encodeURIComponent(
    /^\.{1,2}$/.test(whole) ? encodeURIComponent(whole).replaceAll(".", "%2E") : whole,
  );
}

function paging(page: number): string {
  return page > 1 ? `?page=${page}` : "";
}
