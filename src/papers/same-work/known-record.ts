import { hash } from "node:crypto";
import { defined } from "../defined.ts";
import type { FoundPaper } from "../found-paper.ts";
import { arxivMonth, canonicalId, isProvisional, provisionalId } from "../identifier.ts";
import { inIdOrder, isPreprintVenue } from "../preprint.ts";
import { titleKey } from "../text.ts";
import { type NameKey, nameKeys } from "./names.ts";

/** One record of a paper as it came, with what it is compared with others by. */
export interface KnownRecord {
  readonly found: FoundPaper;
  /** The same for the same record, whatever its votes; another one for every other. */
  readonly digest: string;
  /** Canonical ids that the record claims, see `inIdOrder`. */
  readonly ids: readonly string[];
  readonly titleKey: string;
  readonly authors: readonly NameKey[];
  readonly year?: number;
  readonly venue?: string;
  readonly url?: string;
  /** Whether it has a title and nothing by which that could be told from another one's. */
  readonly isMention: boolean;
}

/** The record in normal form: its main id first, and no id that only stands for its title. */
export function normalRecord(found: FoundPaper): FoundPaper {
  if (found.otherIds === undefined && (found.id === undefined || !isProvisional(found.id))) return found;
  const { id, otherIds, ...rest } = found;
  const [first, ...others] = idsOf({ id, otherIds });
  if (
    first === id &&
    others.length === otherIds?.length &&
    others.every((other, at) => other === otherIds[at])
  )
    return found;
  return defined({ ...rest, id: first, otherIds: others.length > 0 ? others : undefined });
}

/** The ids that a record claims, without those that only stand for its title. */
export function idsOf({ id, otherIds = [] }: Pick<FoundPaper, "id" | "otherIds">): string[] {
  if (otherIds.length === 0) return id === undefined || isProvisional(id) ? [] : [id];
  return inIdOrder([...(id === undefined ? [] : [id]), ...otherIds].filter((one) => !isProvisional(one)));
}

/** `found` must be normal. */
export function knownRecord(found: FoundPaper): KnownRecord {
  const { title, venue, published, url } = found;
  const ids = idsOf(found);
  const authors = nameKeys(found);
  const year = Number((published ?? arxivMonth(ids[0] ?? ""))?.slice(0, 4)) || undefined;
  const place = venue === undefined || isPreprintVenue(venue) ? undefined : venue;
  return defined({
    found,
    digest: digestOf(found),
    ids,
    titleKey: titleKey(title),
    authors,
    year,
    venue: place,
    url: url?.replace(/^https:\/\/(?:www\.)?|\/$/g, ""),
    isMention: ids.length === 0 && authors.length === 0 && year === undefined && place === undefined,
  });
}

/** What a record is called by on its own: its ids, or one for its title and what tells it from others of that title. */
export function recordKeys(record: KnownRecord): readonly string[] {
  return record.ids.length > 0 ? record.ids : [titleId(record)];
}

/** The id of a record among others of its title. */
export function titleId(record: KnownRecord): string {
  return provisionalId(record.found.title, signature(record));
}

/** The fields that distinguish a record without an id from others of its title. */
export function signature({ authors, year, venue, url, isMention, digest }: KnownRecord): string {
  if (isMention) return url ?? digest;
  return JSON.stringify([authors[0]?.family ?? "", year ?? "", venue?.toLowerCase() ?? ""]);
}

/** Whether the title is only the paper's id, as where nothing but a link to it was given. */
export function isUntitled({ found }: KnownRecord): boolean {
  return found.title.length < 300 && canonicalId(found.title) !== undefined;
}

// Sources give fields in different orders.
function digestOf({ upvotes: _, ...found }: FoundPaper): string {
  const fields = Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1));
  return hash("sha256", JSON.stringify(fields), "base64url").slice(0, 22);
}
