import { createHash } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { promisify } from "node:util";
import { deflate, inflate } from "node:zlib";
import type { Database } from "../store/database.ts";
import {
  putChunk,
  readChunk,
  type SharedSnapshot,
  sharedSnapshot,
  showSnapshot,
} from "../store/replicas/index-snapshots.ts";
import type { Lease } from "../store/replicas/leases.ts";

/** A file is cut into pieces of so many bytes, each a row of its own. */
const PIECE = 2 ** 20;

/** A larger file is not kept in the database, in bytes: 3 kB a paper make some 350,000 papers. */
const LARGEST = 2 ** 30;

/** The fastest level: it saves three tenths of a file with 6,000 papers. */
const LEVEL = { level: 1 };

const [deflated, inflated] = [promisify(deflate), promisify(inflate)];

interface SharedFile {
  readonly file: string;
  readonly mark: string;
  readonly format: string;
  readonly now: Date;
  /** What it is written under. */
  readonly lease: Lease;
  readonly signal: AbortSignal;
}

/**
 * Puts a file of the index into the database, for other processes to begin with. False if it is too large, or the signal was
 * aborted before the end. Throws a LeaseLost, and the system's and the database's errors.
 */
export async function uploadIndex(db: Database, shared: SharedFile): Promise<boolean> {
  const { file, mark, format, now, lease, signal } = shared;
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    if (size > LARGEST) return false;
    const hash = createHash("sha256");
    for (let at = 0, number = 0; at < size; at += PIECE, number += 1) {
      if (signal.aborted) return false;
      const piece = await read(handle, at, Math.min(PIECE, size - at));
      hash.update(piece);
      await putChunk(db, lease, mark, number, await deflated(piece, LEVEL));
    }
    await showSnapshot(db, lease, { mark, madeAt: now, format, bytes: size, hash: hash.digest("hex") });
    return true;
  } finally {
    await handle.close();
  }
}

async function read(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const piece = Buffer.alloc(length);
  const { bytesRead } = await handle.read(piece, 0, length, position);
  if (bytesRead < length) throw new Error("the file of the index is shorter than it was");
  return piece;
}

/**
 * Writes the newest file of the index that the database holds in a format to `file`, as a whole or not at all. False if there
 * is none, or none that is whole.
 */
export async function downloadIndex(db: Database, format: string, file: string): Promise<boolean> {
  const shared = await sharedSnapshot(db, format);
  if (!shared || shared.bytes > LARGEST) return false;
  const draft = `${file}.${process.pid}-download`;
  const handle = await open(draft, "w", 0o600);
  try {
    const isWhole = await writePieces(db, shared, handle);
    if (isWhole) {
      await handle.sync();
      await rename(draft, file);
    }
    return isWhole;
  } finally {
    await handle.close();
    await rm(draft, { force: true });
  }
}

async function writePieces(
  db: Database,
  { mark, bytes, hash }: SharedSnapshot,
  handle: FileHandle,
): Promise<boolean> {
  const sum = createHash("sha256");
  let written = 0;
  for (let number = 0; written < bytes; number += 1) {
    const data = await readChunk(db, mark, number);
    if (!data) return false;
    const piece = await inflated(data, { maxOutputLength: PIECE });
    sum.update(piece);
    await handle.writeFile(piece);
    written += piece.length;
  }
  return written === bytes && sum.digest("hex") === hash;
}
