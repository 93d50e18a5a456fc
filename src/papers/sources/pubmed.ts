import { z } from "zod";
import { shorten } from "../../shorten.ts";
import { type Day, utcDay } from "../../time/day.ts";
import { foundPaper } from "../found-paper.ts";
import { canonicalId } from "../identifier.ts";
import type { Name } from "../paper.ts";
import { nameInParts } from "../read-name.ts";
import { excerpt } from "./excerpt.ts";
import { type BaseUrl, withQuery } from "./http/base-url.ts";
import type { HttpClient } from "./http/client.ts";
import { NCBI } from "./http/host-group.ts";
import { readJson } from "./http/json-answer.ts";
import { SourceError } from "./http/source-error.ts";
import type { PubmedOptions } from "./settings.ts";
import type { Source, SourceItem } from "./source.ts";
import { childAt, childrenOf, markedText, parseXml, textAt, textOf, type XmlElement } from "./xml.ts";

const searchSchema = z.looseObject({
  esearchresult: z.looseObject({ idlist: z.array(z.string()).optional(), ERROR: z.string().optional() }),
});

const PAGE = 200;
const MOST_PAGES = 10;
const HOST = "eutils.ncbi.nlm.nih.gov";

/** The papers of a saved query, by the day on which PubMed got them. */
export function createPubmed(client: HttpClient, base: BaseUrl, options: PubmedOptions): Source {
  const { query, email, apiKey } = options;
  const always = { db: "pubmed", tool: "paperboy", email, api_key: apiKey };
  const address = (tool: string, values: Readonly<Record<string, string | number | undefined>>) =>
    withQuery(`${base(HOST)}/entrez/eutils/${tool}.fcgi`, { ...always, ...values });

  async function search(day: Day, page: number, signal: AbortSignal): Promise<readonly string[]> {
    const date = day.replaceAll("-", "/");
    const window = { datetype: "edat", mindate: date, maxdate: date };
    const url = address("esearch", {
      retmode: "json",
      retmax: PAGE,
      retstart: page * PAGE,
      term: query,
      ...window,
    });
    const answer = await client.request({ url, group: NCBI, accept: "application/json", signal });
    const { idlist, ERROR } = readJson(answer, searchSchema).esearchresult;
    if (idlist === undefined)
      throw new SourceError("invalid", `PubMed says: ${shorten(ERROR ?? "nothing", 100)}`);
    return idlist;
  }

  async function* articles(
    ids: readonly string[],
    day: Day,
    signal: AbortSignal,
  ): AsyncGenerator<SourceItem> {
    if (ids.length === 0) return;
    const url = address("efetch", { retmode: "xml", id: ids.join(",") });
    const answer = await client.request({ url, group: NCBI, accept: "text/xml, application/xml", signal });
    const root = await parseXml(answer.body, "PubmedArticleSet");
    for (const article of childrenOf(root, "PubmedArticle")) yield itemOf(article, day);
  }

  return {
    name: "pubmed",
    label: "PubMed",
    notice:
      "Data from PubMed, NLM. NCBI's Disclaimer and Copyright notice: https://www.ncbi.nlm.nih.gov/About/disclaimer.html",
    schedule: { everyMinutes: 24 * 60 },
    lookBack: 2,
    remembers: true,
    expectsDaily: false,
    today: utcDay,
    closed: () => undefined,

    async *fetch(days, { signal }): AsyncGenerator<SourceItem> {
      for (const day of days) {
        for (let page = 0; page < MOST_PAGES; page++) {
          const ids = await search(day, page, signal);
          yield* articles(ids, day, signal);
          if (ids.length < PAGE) break;
        }
        yield { kind: "done", day };
      }
    },
  };
}

function itemOf(article: XmlElement, day: Day): SourceItem {
  const citation = childAt(article, "MedlineCitation");
  const body = childAt(citation, "Article");
  const ids = childrenOf(childAt(article, "PubmedData", "ArticleIdList"), "ArticleId");
  const issue = childAt(body, "Journal", "JournalIssue");
  const places = childrenOf(body, "ELocationID").filter(isValid);
  const doi = [
    ...ids.filter(({ attributes }) => attributes.IdType === "doi"),
    ...places.filter(({ attributes }) => attributes.EIdType === "doi"),
  ].map((one) => textOf(one)?.trim() ?? "");
  const number = textAt(citation, "PMID")?.trim();
  const abstract = childrenOf(childAt(body, "Abstract"), "AbstractText").map(section).join(" ");
  const authors = childAt(body, "AuthorList");
  const names = childrenOf(authors, "Author")
    .filter(isValid)
    .flatMap((author) => nameOf(author) ?? []);
  const paper = foundPaper({
    id: doi.map(canonicalId).find((id) => id !== undefined),
    title: titleOf(childAt(body, "ArticleTitle")) ?? titleOf(childAt(body, "VernacularTitle")),
    // Abstracts may be the publisher's: a short quotation is not.
    abstract: abstract === "" ? undefined : excerpt(abstract, 4),
    names,
    authorsCount: authors?.attributes.CompleteYN === "N" ? names.length + 1 : undefined,
    published: dateOf(childAt(body, "ArticleDate")) ?? dateOf(childAt(issue, "PubDate")),
    venue: textAt(body, "Journal", "Title"),
    url: number === undefined ? undefined : `https://pubmed.ncbi.nlm.nih.gov/${number}/`,
    publication: {
      type: "article",
      volume: textAt(issue, "Volume"),
      issue: textAt(issue, "Issue"),
      pages: textAt(body, "Pagination", "MedlinePgn"),
      issn: textAt(body, "Journal", "ISSN"),
      pmid: number,
      pmcid: textOf(ids.find(({ attributes }) => attributes.IdType === "pmc"))?.trim(),
    },
  });
  return typeof paper === "string" ? { kind: "left out", day, reason: paper } : { kind: "paper", day, paper };
}

// Titles end with a full stop; translated ones stand in brackets, and so does that there is none.
function titleOf(element: XmlElement | undefined): string | undefined {
  const title =
    element &&
    markedText(element)
      .trim()
      .replace(/^\[(.*)\]\.?$/s, "$1")
      .replace(/\.$/, "");
  return title === "" || title === "Not Available" ? undefined : title;
}

function section(element: XmlElement): string {
  const { Label: label } = element.attributes;
  return `${label === undefined ? "" : `${label}: `}${markedText(element).trim()}`;
}

// What was corrected stands beside its correction.
function isValid({ attributes }: XmlElement): boolean {
  return attributes.ValidYN !== "N";
}

function nameOf(author: XmlElement): Name | undefined {
  const literal = textAt(author, "CollectiveName");
  if (literal !== undefined) return { literal };
  return nameInParts({
    family: textAt(author, "LastName"),
    given: textAt(author, "ForeName") ?? textAt(author, "Initials"),
    suffix: textAt(author, "Suffix"),
  });
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

// Months are "Nov" or "11"; a free text such as "2026 Nov-Dec" has its year in front.
function dateOf(date: XmlElement | undefined): string | undefined {
  const year = textAt(date, "Year") ?? /(?<!\d)(\d{4})(?!\d)/.exec(textAt(date, "MedlineDate") ?? "")?.[1];
  const said = textAt(date, "Month")?.trim().toLowerCase() ?? "";
  const month = Number(said) || MONTHS.indexOf(said.slice(0, 3)) + 1;
  const day = Number(textAt(date, "Day"));
  const parts = [year, month || undefined, month ? day || undefined : undefined].filter(Boolean);
  return year === undefined ? undefined : parts.map((part) => String(part).padStart(2, "0")).join("-");
}
