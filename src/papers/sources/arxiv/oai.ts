import type { Day } from "../../../time/day.ts";
import type { FoundPaper } from "../../found-paper.ts";
import { type BaseUrl, withQuery } from "../http/base-url.ts";
import type { HttpClient, Limits } from "../http/client.ts";
import { ARXIV_OAI } from "../http/host-group.ts";
import { SourceError } from "../http/source-error.ts";
import { childAt, childrenOf, parseXml, textAt, type XmlElement } from "../xml.ts";
import { paperOfRecord } from "./record.ts";

/** A record of arXiv's archive, with what tells a new paper from a revised one. */
export interface OaiRecord {
  /** When arXiv last touched the record; for a new paper the day of its feed. */
  readonly changed: Day;
  /** When the first version was received. */
  readonly received: Date;
  readonly versions: number;
  readonly categories: readonly string[];
  /** Or the reason why it is not taken. */
  readonly paper: FoundPaper | string;
}

interface OaiClient {
  readonly client: HttpClient;
  readonly base: BaseUrl;
}

const GROUPS_OF_THEIR_OWN = ["cs", "econ", "eess", "math", "q-bio", "q-fin", "stat"];
const MOST_PAGES = 50;

/** Every record of a category that changed since a day, page by page. Throws a SourceError. */
export async function* listRecords(
  { client, base }: OaiClient,
  { category, from, signal }: { readonly category: string; readonly from: Day; readonly signal: AbortSignal },
): AsyncGenerator<OaiRecord> {
  const first = { verb: "ListRecords", metadataPrefix: "arXivRaw", from, set: setOf(category) };
  let restarted = false;
  let token: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = token === undefined ? first : { verb: "ListRecords", resumptionToken: token };
    const root = await ask({ client, base }, query, { signal });
    const error = errorOf(root);
    if (error === "noRecordsMatch") return;
    if (error === "badResumptionToken" && !restarted) {
      restarted = true;
      token = undefined;
      continue;
    }
    if (error !== undefined) throw new SourceError("invalid", `OAI-PMH says ${error}`);
    const list = childAt(root, "ListRecords");
    for (const record of childrenOf(list, "record")) yield* read(record);
    token = textAt(list, "resumptionToken")?.trim();
    if (token === undefined) return;
  }
  throw new SourceError("invalid", "OAI-PMH came to no end");
}

/** One paper by its arXiv number. Throws a SourceError, `not found` if arXiv does not have it. */
export async function getRecord(
  oai: OaiClient,
  number: string,
  limits: Limits,
): Promise<FoundPaper | string> {
  const query = { verb: "GetRecord", identifier: `oai:arXiv.org:${number}`, metadataPrefix: "arXivRaw" };
  const root = await ask(oai, query, limits);
  const error = errorOf(root);
  const records = childrenOf(childAt(root, "GetRecord"), "record");
  if (error === "idDoesNotExist" || error === "cannotDisseminateFormat" || records.some(isDeleted))
    throw new SourceError("not found", "arXiv does not have it");
  const [record] = records.flatMap((one) => [...read(one)]);
  if (record === undefined) throw new SourceError("invalid", `OAI-PMH says ${error ?? "nothing"}`);
  return record.paper;
}

/** The OAI-PMH set of a category or archive: `cs:cs:CL`, `physics:astro-ph:CO`, `physics:hep-th`, `cs`. */
export function setOf(category: string): string {
  const [archive = "", subject] = category.split(".");
  const group = GROUPS_OF_THEIR_OWN.includes(archive) ? archive : "physics";
  if (subject === undefined) return group === archive ? group : `${group}:${archive}`;
  return `${group}:${archive}:${subject}`;
}

async function ask(
  { client, base }: OaiClient,
  query: Readonly<Record<string, string>>,
  limits: Limits,
): Promise<XmlElement> {
  const url = withQuery(`${base("oaipmh.arxiv.org")}/oai`, query);
  const answer = await client.request({
    url,
    group: ARXIV_OAI,
    accept: "text/xml, application/xml;q=0.9",
    ...limits,
  });
  return parseXml(answer.body, "OAI-PMH");
}

function errorOf(root: XmlElement): string | undefined {
  return childAt(root, "error")?.attributes.code;
}

function isDeleted(record: XmlElement): boolean {
  return childAt(record, "header")?.attributes.status === "deleted";
}

function* read(record: XmlElement): Generator<OaiRecord> {
  const header = childAt(record, "header");
  const raw = childAt(record, "metadata", "arXivRaw");
  if (raw === undefined || isDeleted(record)) return;
  const versions = childrenOf(raw, "version");
  const first = versions.find(({ attributes }) => attributes.version === "v1") ?? versions[0];
  const received = new Date(textAt(first, "date") ?? "");
  if (Number.isNaN(received.getTime())) return;
  const categories = (textAt(raw, "categories") ?? "").trim().split(/\s+/);
  yield {
    changed: textAt(header, "datestamp")?.trim().slice(0, 10) ?? "",
    received,
    versions: versions.length,
    categories,
    paper: paperOfRecord({
      id: `arXiv:${textAt(raw, "id")?.trim()}`,
      title: textAt(raw, "title"),
      abstract: textAt(raw, "abstract"),
      authors: textAt(raw, "authors") ?? "",
      categories,
      comment: textAt(raw, "comments"),
      published: received.toISOString(),
      journal: textAt(raw, "journal-ref"),
      doi: textAt(raw, "doi"),
    }),
  };
}
