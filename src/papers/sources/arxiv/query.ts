import { shorten } from "../../../shorten.ts";
import type { FoundPaper } from "../../found-paper.ts";
import { type BaseUrl, withQuery } from "../http/base-url.ts";
import type { HttpClient, Limits } from "../http/client.ts";
import { ARXIV } from "../http/host-group.ts";
import { SourceError } from "../http/source-error.ts";
import { childAt, childrenOf, parseXml, textAt, textOf, type XmlElement } from "../xml.ts";
import { paperOfRecord } from "./record.ts";

/** Papers in one request: more would make the address too long for some servers, and the answer slow. */
export const MOST_IDS = 100;

/**
 * What arXiv's query API knows of the arXiv numbers; unknown ones are missing from its answer. At most MOST_IDS.
 * Throws a SourceError.
 */
export async function queryArxiv(
  client: HttpClient,
  base: BaseUrl,
  numbers: readonly string[],
  limits: Limits,
): Promise<readonly FoundPaper[]> {
  // Without max_results, all but ten are left out.
  const query = { id_list: numbers.join(","), max_results: numbers.length };
  const url = withQuery(`${base("export.arxiv.org")}/api/query`, query);
  const request = { url, group: ARXIV, accept: "application/atom+xml, application/xml;q=0.9", ...limits };
  const read = async () => childrenOf(await parseXml((await client.request(request)).body, "feed"), "entry");
  // An empty answer to a good question is often an error of theirs; a second one is taken for the truth.
  const first = await read();
  const entries = first.length > 0 || numbers.length === 1 ? first : await read();
  const error = entries.find((entry) => textAt(entry, "id")?.includes("/api/errors"));
  if (error)
    throw new SourceError("invalid", `arXiv says: ${shorten(textAt(error, "summary")?.trim() ?? "", 100)}`);
  return entries.map(paperOfEntry).filter((paper) => typeof paper !== "string");
}

function paperOfEntry(entry: XmlElement): FoundPaper | string {
  const primary = childAt(entry, "arxiv:primary_category")?.attributes.term;
  const others = childrenOf(entry, "category").flatMap((category) => category.attributes.term ?? []);
  return paperOfRecord({
    id: textAt(entry, "id") ?? "",
    title: textAt(entry, "title"),
    abstract: textAt(entry, "summary"),
    authors: childrenOf(entry, "author").flatMap((author) => textOf(childAt(author, "name")) ?? []),
    categories: [...new Set([...(primary === undefined ? [] : [primary]), ...others])],
    comment: textAt(entry, "arxiv:comment"),
    published: textAt(entry, "published"),
    journal: textAt(entry, "arxiv:journal_ref"),
    doi: textAt(entry, "arxiv:doi"),
  });
}
