import { counted } from "../counted.ts";
import { type DoctorFinding, fine, problem, warning } from "./finding.ts";

/** The machine or container that the program runs on. */
export interface MachineFacts {
  /** Node's version, e.g. "20.20.0", and the oldest that will do. */
  readonly node: string;
  readonly oldestNode: string;
  readonly memory: {
    /** The memory that this process may use: the machine's, or the container's limit. In bytes. */
    readonly totalBytes: number;
    /** How much of that is free, caches included. In bytes. */
    readonly freeBytes: number;
  };
  /** Of the disk with the library; undefined where the system doesn't say. Bytes. */
  readonly disk: { readonly totalBytes: number; readonly freeBytes: number } | undefined;
  readonly libraryBytes: number;
  readonly papers: number;
  /** Whether the bot is running, so that its own memory is no longer in what is free. */
  readonly isRunning: boolean;
}

const HOSTING = "docs/hosting.md";

export function checkMachine(facts: MachineFacts): readonly DoctorFinding[] {
  return [checkNode(facts), checkMemory(facts), ...checkDisk(facts)];
}

function checkNode({ node, oldestNode }: MachineFacts): DoctorFinding {
  if (isOlder(node, oldestNode))
    return problem(
      "node",
      `Node ${node} is too old: Paperboy needs ${oldestNode} or newer.`,
      "Install Node 22 or 24, run `npm ci` again, and restart the bot.",
      { link: "https://nodejs.org/en/download" },
    );
  const major = Number(node.split(".")[0]);
  // Odd versions never get long-term support; see Node's release schedule.
  if (major % 2 === 1)
    return warning(
      "node",
      `Node ${node} is a version that gets no updates for long.`,
      "Install Node 22 or 24, run `npm ci` again, and restart the bot.",
      { link: "https://nodejs.org/en/about/previous-releases" },
    );
  return fine("node", `Node ${node}.`);
}

function isOlder(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split(".").map(Number));
  for (const at of [0, 1, 2]) {
    const difference = (a?.[at] ?? 0) - (b?.[at] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** What the program takes without papers, and for one of them, in bytes: 110,000 papers take about 200 MB (`npm run bench:speed`). */
const BASE_BYTES = 120e6;
const PAPER_BYTES = 1000;

function checkMemory({ memory, papers, isRunning }: MachineFacts): DoctorFinding {
  const needed = BASE_BYTES + papers * PAPER_BYTES;
  const left = isRunning ? needed / 4 : needed;
  const text = `Memory: ${size(memory.freeBytes)} of ${size(memory.totalBytes)} free`;
  if (memory.totalBytes < needed || memory.freeBytes < left / 2)
    return problem(
      "memory",
      `${text}; the bot needs about ${size(needed)} for ${counted(papers, "paper")}.`,
      "Stop what else runs on this machine, or give it or its container more memory.",
    );
  if (memory.freeBytes < left)
    return warning(
      "memory",
      `${text}, which is little: the bot needs about ${size(needed)}.`,
      "Stop what else runs on this machine, or give it or its container more memory.",
    );
  return fine("memory", `${text}; the bot needs about ${size(needed)}.`);
}

/** A disk with less is as good as full: SQLite's log alone may grow by this. In bytes. */
const FULL_BYTES = 64e6;
/** What a healthy disk has left beside a copy of the library, in bytes, and as a share of a small one. */
const SPARE_BYTES = 500e6;
const SPARE_SHARE = 0.05;

function checkDisk({ disk, libraryBytes }: MachineFacts): readonly DoctorFinding[] {
  if (!disk) return [];
  const { freeBytes, totalBytes } = disk;
  const text = `Disk: ${size(freeBytes)} of ${size(totalBytes)} free where the library is`;
  const fix =
    "Delete what is not needed, old backups among it, or set PAPERBOY_HOME to a folder on another disk.";
  const more = { link: `${HOSTING}#the-home-folder-and-backups` };
  if (freeBytes < FULL_BYTES) return [problem("disk", `${text}: it is full.`, fix, more)];
  // Before an update changes the tables, the library is copied.
  const isShort = freeBytes < libraryBytes + SPARE_BYTES;
  const isNearlyFull = freeBytes < totalBytes * SPARE_SHARE && freeBytes < 10 * SPARE_BYTES;
  if (isShort || isNearlyFull) return [warning("disk", `${text}, which is little.`, fix, more)];
  return [fine("disk", `${text}.`)];
}

/** Bytes as people read them: "48 MB", "3.1 GB". */
export function size(bytes: number): string {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3)} kB`;
  if (bytes < 1e9) return `${Math.round(bytes / 1e6)} MB`;
  return `${(bytes / 1e9).toFixed(bytes < 1e10 ? 1 : 0)} GB`;
}
