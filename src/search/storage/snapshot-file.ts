import { type FileHandle, open, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { crc32 } from "node:zlib";
import { HOUR_MS } from "../../time/day.ts";

/** Arrays of numbers that a file can hold as they are in memory. */
type Numbers = Uint8Array | Int8Array | Uint16Array | Uint32Array | Float32Array | Float64Array;

/** A part of the index that can be written to a file and read back. */
export interface Serializable {
  /** Nothing may change meanwhile. */
  save(out: SnapshotWriter): Promise<void>;
  /** Takes the place of all that was there. Reads exactly what `save` wrote. */
  load(from: SnapshotReader): Promise<void>;
}

/** Writes sections one after the other, with the event loop free in between. */
export interface SnapshotWriter {
  numbers(numbers: Numbers): Promise<void>;
  /**
   * One section of many pieces, each made when it is its turn; a piece may be overwritten once the next is asked for. Returns
   * where in the file it begins.
   */
  pieces(pieces: Iterable<Numbers>): Promise<number>;
}

/** Reads sections in the order in which they were written. Throws a SnapshotError if the file is cut or damaged. */
export interface SnapshotReader {
  numbers<Kind extends Numbers>(kind: new (buffer: ArrayBuffer) => Kind): Promise<Kind>;
  /** Leaves a section where it is; returns where it begins. It is not checked. */
  passOver(): Promise<number>;
  /** Reads and checks all sections to the end of the file, and keeps nothing of them. */
  checkRest(): Promise<void>;
  /** For what was left there. */
  readonly file: OpenFile;
}

/** A snapshot that is open for reading. It stays as it is, whatever is put in its place. */
export interface OpenFile {
  readonly path: string;
  readonly handle: FileHandle;
}

/** Why a snapshot cannot be used. */
export class SnapshotError extends Error {}

const MAGIC = Buffer.from("paperboy index\n\0");
/** Length (a double), checksum and nothing; in front of each section. */
const HEAD = 16;
/** So much is read and checked at once, and so much is made and written: either takes a few milliseconds. */
const SLICE = 2 ** 20;
const PORTION = 2 ** 18;

/**
 * Writes a file that is there as a whole or not at all, and for good when this resolves: another file first, then renamed.
 * Close what it returns.
 */
export async function writeSnapshot(
  file: string,
  body: (out: SnapshotWriter) => Promise<void>,
): Promise<OpenFile> {
  await removeOldDrafts(file);
  const draft = `${file}.${process.pid}-${Math.random().toString(36).slice(2, 8)}`;
  const handle = await open(draft, "wx+", 0o600);
  try {
    await writeAll(handle, body);
    await handle.sync();
    await rename(draft, file);
    return { path: file, handle };
  } catch (error) {
    await handle.close();
    await rm(draft, { force: true });
    throw error;
  }
}

/** Of programs that ended while they wrote. */
async function removeOldDrafts(file: string): Promise<void> {
  const folder = dirname(file);
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`${basename(file)}.`)) continue;
    const draft = join(folder, name);
    const { mtimeMs } = await stat(draft).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (Date.now() - mtimeMs > FORGOTTEN_MS) await rm(draft, { force: true });
  }
}

const FORGOTTEN_MS = HOUR_MS;

async function writeAll(handle: FileHandle, body: (out: SnapshotWriter) => Promise<void>): Promise<void> {
  const gathered = Buffer.alloc(PORTION);
  let position = MAGIC.length;

  async function write(bytes: Uint8Array, at: number): Promise<void> {
    for (let done = 0; done < bytes.length; ) {
      done += (await handle.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
    }
  }

  async function pieces(all: Iterable<Numbers>): Promise<number> {
    const start = position;
    position += HEAD;
    let checksum = 0;
    let filled = 0;

    async function flush(): Promise<void> {
      const bytes = gathered.subarray(0, filled);
      checksum = crc32(bytes, checksum);
      await write(bytes, position);
      position += filled;
      filled = 0;
    }

    for (const piece of all) {
      const bytes = new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength);
      for (let at = 0; at < bytes.length; ) {
        const part = bytes.subarray(at, at + PORTION - filled);
        gathered.set(part, filled);
        filled += part.length;
        at += part.length;
        if (filled === PORTION) await flush();
      }
    }
    await flush();
    const head = Buffer.alloc(HEAD);
    head.writeDoubleLE(position - start - HEAD);
    head.writeUInt32LE(checksum, 8);
    await write(head, start);
    return start + HEAD;
  }

  await write(MAGIC, 0);
  await body({ pieces, numbers: async (numbers) => void (await pieces([numbers])) });
}

/** Opens a file that writeSnapshot wrote. Throws a SnapshotError if it is something else, or the system's error. */
export async function openSnapshot(file: string): Promise<SnapshotReader> {
  const handle = await open(file, "r");
  let size = 0;
  let position = 0;

  async function fill(bytes: Uint8Array, at: number): Promise<Uint8Array> {
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, at);
    if (bytesRead < bytes.length) throw new SnapshotError("it is cut off");
    return bytes;
  }

  /** The next section's length and checksum; `position` is then where its content begins. */
  async function head() {
    const bytes = Buffer.from((await fill(new Uint8Array(HEAD), position)).buffer);
    position += HEAD;
    const length = bytes.readDoubleLE();
    if (!(Number.isInteger(length) && length >= 0 && position + length <= size))
      throw new SnapshotError("it is cut off or damaged");
    return { length, checksum: bytes.readUInt32LE(8) };
  }

  async function section(): Promise<ArrayBuffer> {
    const { length, checksum } = await head();
    const bytes = new Uint8Array(length);
    let found = 0;
    // The next slice is on its way while one is checked.
    const reads = [...slices(bytes)].map((slice) => ({ slice, at: position + slice.byteOffset }));
    let next = reads[0] && fill(reads[0].slice, reads[0].at);
    for (const [at] of reads.entries()) {
      const read = await next;
      const following = reads[at + 1];
      next = following && fill(following.slice, following.at);
      if (read) found = crc32(read, found);
    }
    if (found !== checksum) throw new SnapshotError("it is damaged");
    position += length;
    return bytes.buffer;
  }

  try {
    size = (await handle.stat()).size;
    const magic = await fill(new Uint8Array(MAGIC.length), 0);
    if (!MAGIC.equals(magic)) throw new SnapshotError("it is no index");
    position = MAGIC.length;
  } catch (error) {
    await handle.close();
    throw error;
  }
  return {
    file: { path: file, handle },
    numbers: async (kind) => new kind(await section()),
    async passOver() {
      const { length } = await head();
      const start = position;
      position += length;
      return start;
    },
    async checkRest() {
      while (position < size) await section();
    },
  };
}

function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += SLICE) yield bytes.subarray(at, at + SLICE);
}
