import { accessSync, constants, statSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { totalmem } from "node:os";
import { dirname, resolve } from "node:path";
import { type AddressPolicy, isPublicAddress } from "../../papers/sources/http/address.ts";

/** What a doctor feels of the machine. Given by hand only where a test makes a machine ill. */
export interface Senses {
  readonly node: string;
  readonly icu: string | undefined;
  /** Whether a time zone is known. */
  knowsZone(zone: string): boolean;
  memory(): { readonly totalBytes: number; readonly freeBytes: number };
  /** Of the disk that a path is on, or will be. Undefined where the system doesn't say. */
  disk(path: string): Promise<{ readonly totalBytes: number; readonly freeBytes: number } | undefined>;
  /** Whether others than the owner may read a file; undefined where files have no such rights, or there is none. */
  isOpenToOthers(file: string): boolean | undefined;
  /** Whether a file, or a folder where it would be made, can be written. */
  isWritable(path: string): boolean;
  readonly isAllowedAddress: AddressPolicy;
}

export const systemSenses: Senses = {
  node: process.versions.node,
  icu: process.versions.icu,
  knowsZone(zone) {
    try {
      new Intl.DateTimeFormat("en", { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  },
  memory() {
    // In a container, what the container may have; Node says 0, or more than there is, where there is no limit.
    const limit = process.constrainedMemory();
    const isLimited = limit > 0 && limit < totalmem();
    const totalBytes = isLimited ? limit : totalmem();
    return { totalBytes, freeBytes: Math.min(totalBytes, process.availableMemory()) };
  },
  async disk(path) {
    try {
      const { bsize, blocks, bavail } = await statfs(existing(path));
      return { totalBytes: bsize * blocks, freeBytes: bsize * bavail };
    } catch {
      return undefined;
    }
  },
  isOpenToOthers(file) {
    if (process.platform === "win32") return undefined;
    const mode = statSync(file, { throwIfNoEntry: false })?.mode;
    return mode === undefined ? undefined : (mode & 0o044) !== 0;
  },
  isWritable(path) {
    try {
      accessSync(existing(path), constants.W_OK);
      return true;
    } catch {
      return false;
    }
  },
  isAllowedAddress: isPublicAddress,
};

/** The path, or the nearest folder above it that is there. */
function existing(path: string): string {
  let found = resolve(path);
  while (!isThere(found) && dirname(found) !== found) found = dirname(found);
  return found;
}

// Below a file there is nothing, and the system calls it an error.
function isThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
