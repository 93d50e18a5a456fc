import { isDeepStrictEqual } from "node:util";
import { type KnownRecord, signature } from "./known-record.ts";

/**
 * Whether `record` says nothing that `other` does not say as well, of the same paper: then only `other` need be kept. Votes
 * aside, which are counted again and again.
 */
export function isCovered(record: KnownRecord, other: KnownRecord): boolean {
  if (record.titleKey !== other.titleKey || record.ids.join() !== other.ids.join()) return false;
  if (record.ids.length === 0 && signature(record) !== signature(other)) return false;
  const said = new Map(Object.entries(other.found));
  return Object.entries(record.found).every(
    ([field, value]) =>
      field === "upvotes" ||
      (Array.isArray(value) && value.length === 0) ||
      isDeepStrictEqual(value, said.get(field)),
  );
}
