import { z } from "zod";
import { type FoundPaper, foundPaper } from "../found-paper.ts";
import { canonicalId, findIds } from "../identifier.ts";
import { authorsInLines } from "../import/authors.ts";
import { field, list, own } from "../json.ts";
import { feedAbstract } from "./feed-abstract.ts";
import { htmlText } from "./html-text.ts";
import { readJson } from "./http/json-answer.ts";
import { childAt, childrenOf, parseXml, textAt, textOf, type XmlElement } from "./xml.ts";

/** What a server answered for a feed. */
export interface FeedText {
  readonly body: string;
  /** Where it came from in the end; links are relative to it. */
  readonly url: string;
  /** The day of asking; nothing is newer. */
  readonly today: string;
  /** Entries read at most, from the start. */
  readonly most: number;
}

/** What an entry of a feed says, whatever the format. */
interface FeedEntry {
  readonly title: string | undefined;
  readonly text: string | undefined;
  readonly authors: readonly string[];
  readonly date: string | undefined;
  readonly links: readonly string[];
  readonly venue?: string | undefined;
  /** Where a DOI or another identifier may stand. */
  readonly identifiers: readonly string[];
}

/**
 * The papers of a feed, or for an entry that is none the reason. Throws a SourceError for what is no feed. Everything in it is
 * from outside.
 */
export async function papersInFeed({
  body,
  url,
  today,
  most,
}: FeedText): Promise<readonly (FoundPaper | string)[]> {
  return (await entriesOf({ body, url })).slice(0, most).map((entry) => paperOf(entry, url, today));
}

async function entriesOf(answer: Pick<FeedText, "body" | "url">): Promise<readonly FeedEntry[]> {
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
  const said = entry.text === undefined ? undefined : feedAbstract(htmlText(entry.text));
  const named = [...entry.identifiers, ...links, ...(said?.identifiers ?? [])].flatMap(
    (text) => canonicalId(text) ?? findIds(text)[0] ?? [],
  );
  const paper = foundPaper({
    id: named[0],
    title: entry.title,
    abstract: said?.abstract,
    // Some feeds name each author in two elements.
    ...authorsInLines(entry.authors),
    venue: entry.venue,
    published: entry.date?.trim(),
    url: links.find((link) => link.startsWith("https:")) ?? links[0],
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
    date: textAt(item, "pubDate") ?? textAt(item, "dc:date") ?? textAt(item, "prism:publicationDate"),
    venue: textAt(item, "prism:publicationName"),
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
    venue: textAt(entry, "prism:publicationName"),
    links: links.flatMap(({ attributes }) => attributes.href ?? []),
    identifiers: ["prism:doi", "dc:identifier", "id"].flatMap((name) => textAt(entry, name)?.trim() ?? []),
  };
}

function ofJson(item: unknown): FeedEntry {
  const link = field(item, "url") ?? field(item, "external_url");
  return {
    title: field(item, "title"),
    text: field(item, "summary") ?? field(item, "content_text") ?? field(item, "content_html"),
    // Version 1 had one author.
    authors: [...list(item, "authors"), own(item, "author")].flatMap((author) => field(author, "name") ?? []),
    date: field(item, "date_published") ?? field(item, "date_modified"),
    links: link === undefined ? [] : [link],
    identifiers: [field(item, "id")].filter((id) => id !== undefined),
  };
}
