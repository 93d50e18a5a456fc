import { z } from "zod";
import { utcDay } from "../../time/day.ts";
import { type FoundPaper, foundPaper } from "../found-paper.ts";
import { canonicalId, findIds } from "../identifier.ts";
import { authorNames } from "../import/authors.ts";
import { field, list } from "../json.ts";
import { htmlText } from "./html-text.ts";
import type { HttpAnswer, HttpClient, Validators } from "./http/client.ts";
import { feedHost } from "./http/host-group.ts";
import { readJson } from "./http/json-answer.ts";
import type { Source, SourceItem } from "./source.ts";
import { childAt, childrenOf, parseXml, textAt, textOf, type XmlElement } from "./xml.ts";

/** What an entry of a feed says, whatever the format. */
interface FeedEntry {
  readonly title: string | undefined;
  readonly text: string | undefined;
  readonly authors: readonly string[];
  readonly date: string | undefined;
  readonly links: readonly string[];
  /** Where a DOI or another identifier may stand. */
  readonly identifiers: readonly string[];
}

const MAX_BYTES = 5e6;
const MOST_ENTRIES = 500;
/** The first time, not the whole past of a feed is taken. */
const FIRST_TIME = 20;

/** A feed that the operator names: RSS 2.0, RSS 1.0, Atom or JSON Feed, anywhere on the public internet. */
export function createWebFeed(client: HttpClient, url: string): Source {
  const { host, pathname } = new URL(url);
  return {
    name: `feed:${url}`,
    label: pathname === "/" ? host : host + pathname,
    schedule: { everyMinutes: 120 },
    lookBack: 1,
    remembers: false,
    expectsDaily: false,
    today: utcDay,
    closed: () => undefined,

    async *fetch(_, { signal, now, bookmark }): AsyncGenerator<SourceItem> {
      const day = utcDay(now);
      const validators = bookmark === undefined ? {} : (JSON.parse(bookmark) as Validators);
      const accept =
        "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5";
      const group = feedHost(host);
      const answer = await client.request({
        url,
        group,
        accept,
        validators,
        signal,
        foreign: true,
        maxBytes: MAX_BYTES,
      });
      if (answer.status === 304) return yield { kind: "done", day, unchanged: true };
      const entries = (await entriesOf(answer)).slice(0, bookmark === undefined ? FIRST_TIME : MOST_ENTRIES);
      for (const entry of entries) {
        const paper = paperOf(entry, answer.url, day);
        if (typeof paper === "string") yield { kind: "left out", day, reason: paper };
        else yield { kind: "paper", day, paper };
      }
      yield { kind: "done", day, bookmark: JSON.stringify(answer.validators) };
    },
  };
}

async function entriesOf(answer: HttpAnswer): Promise<readonly FeedEntry[]> {
  if (/^\s*\{/.test(answer.body)) {
    const { items } = readJson(answer, z.looseObject({ version: z.string(), items: z.array(z.unknown()) }));
    return items.map(ofJson);
  }
  const root = await parseXml(answer.body, "rss", "feed", "rdf:RDF");
  if (root.name === "feed") return childrenOf(root, "entry").map(ofAtom);
  return childrenOf(root.name === "rss" ? childAt(root, "channel") : root, "item").map(ofRss);
}

function paperOf(entry: FeedEntry, feed: string, today: string): FoundPaper | string {
  const links = entry.links
    .filter((link) => URL.canParse(link, feed))
    .map((link) => new URL(link, feed).href);
  const named = [...entry.identifiers, ...links].flatMap(
    (text) => canonicalId(text) ?? findIds(text)[0] ?? [],
  );
  const paper = foundPaper({
    id: named[0],
    title: entry.title,
    abstract: entry.text === undefined ? undefined : htmlText(entry.text),
    authors: entry.authors.flatMap(authorNames),
    published: entry.date?.trim(),
    url: links[0],
  });
  // Some feeds announce the next issue; nothing is newer than today.
  if (typeof paper === "string" || paper.published === undefined || paper.published <= today) return paper;
  return { ...paper, published: today };
}

function ofRss(item: XmlElement): FeedEntry {
  return {
    title: textAt(item, "title"),
    text: textAt(item, "content:encoded") ?? textAt(item, "description"),
    authors: childrenOf(item, "dc:creator", "author").flatMap((author) => textOf(author) ?? []),
    date: textAt(item, "pubDate") ?? textAt(item, "dc:date"),
    links: [textAt(item, "link")?.trim() ?? item.attributes["rdf:about"]].filter(
      (link) => link !== undefined,
    ),
    identifiers: ["prism:doi", "dc:identifier", "guid"].flatMap((name) => textAt(item, name)?.trim() ?? []),
  };
}

function ofAtom(entry: XmlElement): FeedEntry {
  const links = childrenOf(entry, "link").filter(
    ({ attributes }) => (attributes.rel ?? "alternate") === "alternate",
  );
  return {
    title: textAt(entry, "title"),
    text: textAt(entry, "summary") ?? textAt(entry, "content"),
    authors: childrenOf(entry, "author").flatMap((author) => textAt(author, "name") ?? []),
    date: textAt(entry, "published") ?? textAt(entry, "updated"),
    links: links.flatMap(({ attributes }) => attributes.href ?? []),
    identifiers: ["prism:doi", "dc:identifier", "id"].flatMap((name) => textAt(entry, name)?.trim() ?? []),
  };
}

function ofJson(item: unknown): FeedEntry {
  const link = field(item, "url") ?? field(item, "external_url");
  return {
    title: field(item, "title"),
    text: field(item, "summary") ?? field(item, "content_text") ?? field(item, "content_html"),
    authors: list(item, "authors").flatMap((author) => field(author, "name") ?? []),
    date: field(item, "date_published"),
    links: link === undefined ? [] : [link],
    identifiers: [field(item, "id")].filter((id) => id !== undefined),
  };
}
