import type { Day } from "../../../time/day.ts";
import { belongsTo } from "../../category.ts";
import { arxivMonth } from "../../identifier.ts";
import type { BaseUrl } from "../http/base-url.ts";
import type { HttpClient, Validators } from "../http/client.ts";
import { ARXIV } from "../http/host-group.ts";
import { SourceError } from "../http/source-error.ts";
import type { Announcement } from "../settings.ts";
import type { SourceItem } from "../source.ts";
import { childAt, childrenOf, parseXml, textAt, textOf, type XmlElement } from "../xml.ts";
import { paperOfRecord } from "./record.ts";

interface FeedRequest {
  readonly base: BaseUrl;
  readonly categories: readonly string[];
  readonly announcements: readonly Announcement[];
  readonly day: Day;
  readonly validators: Validators;
  readonly signal: AbortSignal;
}

export interface Feed {
  /** No items, as nothing has changed since the last time. */
  readonly unchanged: boolean;
  readonly items: Iterable<SourceItem>;
  readonly validators: Validators;
  /** The feed may have been cut where it still mattered. */
  readonly overflowed: boolean;
}

/** The feed holds no more than this; revised papers, which come last, are cut first. */
const FULL = 2000;

/** Today's list of the categories, in one request. */
export async function readFeed(client: HttpClient, request: FeedRequest): Promise<Feed> {
  const { base, categories, announcements, day, validators, signal } = request;
  const url = `${base("rss.arxiv.org")}/rss/${categories.join("+")}`;
  const accept = "application/rss+xml, application/xml;q=0.9, text/xml;q=0.9";
  const answer = await client.request({ url, group: ARXIV, accept, validators, signal }).catch(explain);
  if (answer.status === 304) return { unchanged: true, items: [], validators, overflowed: false };
  const root = await parseXml(answer.body, "rss");
  const elements = childrenOf(childAt(root, "channel"), "item");
  const types = elements.map(typeOf);
  return {
    unchanged: false,
    items: itemsOf(elements, types, { announcements, categories, day }),
    validators: answer.validators,
    overflowed: elements.length >= FULL && !types.includes("replace"),
  };
}

function* itemsOf(
  elements: readonly XmlElement[],
  types: readonly Announcement[],
  { announcements, categories, day }: Pick<FeedRequest, "announcements" | "categories" | "day">,
): Generator<SourceItem> {
  for (const [index, element] of elements.entries()) {
    const type = types[index] ?? "replace";
    if (!announcements.includes(type)) continue;
    const id = textAt(element, "guid") ?? textAt(element, "link") ?? "";
    const described = textAt(element, "description");
    const listed = childrenOf(element, "category").flatMap((category) => textOf(category) ?? []);
    const record = {
      id,
      title: textAt(element, "title"),
      abstract: described?.replace(/^\s*arXiv:\S+\s+Announce Type:\s*\S+\s*Abstract:\s*/i, ""),
      authors: textAt(element, "dc:creator") ?? "",
      categories: listed,
      journal: textAt(element, "arxiv:journal_reference"),
    };
    const paper = paperOfRecord(record);
    if (typeof paper === "string") {
      yield { kind: "left out", day, reason: paper };
      continue;
    }
    const published = type === "new" ? day : arxivMonth(paper.id ?? "");
    const part = type === "new" ? partOf(listed, categories) : undefined;
    yield {
      kind: "paper",
      day,
      paper: { ...paper, ...(published !== undefined && { published }) },
      ...(part !== undefined && { part }),
    };
  }
}

/** The first of a paper's categories that was asked for, by itself or as part of its archive. */
export function partOf(listed: readonly string[], asked: readonly string[]): string | undefined {
  for (const name of listed) {
    const part = asked.find((one) => belongsTo(name, one));
    if (part !== undefined) return part;
  }
  return undefined;
}

function typeOf(element: XmlElement): Announcement {
  const said = textAt(element, "arxiv:announce_type")?.trim().toLowerCase() ?? "";
  if (said.startsWith("replace")) return "replace";
  return said === "cross" ? "cross" : "new";
}

function explain(error: unknown): never {
  if (error instanceof SourceError && error.status === 400)
    throw new SourceError("refused", "arXiv does not know one of ARXIV_CATEGORIES", { cause: error });
  throw error;
}
