import { createHash } from "node:crypto";
import { paperUrl } from "../../papers/identifier.ts";
import type { Paper } from "../../papers/paper.ts";

/** The UUID namespace of papers known by their title alone. Never change it. */
const TITLES = "6f1d5c3e-8a47-4b7e-9d0b-2f6a1c9e5b40";

/**
 * What a feed reader knows a paper by: its canonical address, or a name made of its id while only its title is known. It is the same
 * in every list and wherever the page lives.
 */
export function entryId({ id }: Pick<Paper, "id">): string {
  return paperUrl(id) ?? named(TITLES, id);
}

/**
 * What a feed reader knows a list by. It is made of the library's own id and the name of the list in it, so that it stays when
 * the page moves, and two labs' lists are never taken for one.
 */
export function listId(library: string, ...name: readonly string[]): string {
  return named(library, name.join("\n"));
}

/** The UUID of a name within a namespace, which is a UUID too (version 5 of RFC 9562), as an IRI. */
function named(namespace: string, name: string): string {
  const bytes = createHash("sha1")
    .update(Buffer.from(namespace.replaceAll("-", ""), "hex"))
    .update(name)
    .digest();
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex", 0, 16);
  const parts = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/.exec(hex)?.slice(1) ?? [];
  return `urn:uuid:${parts.join("-")}`;
}
