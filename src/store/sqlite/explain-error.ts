import { closeSync, fsyncSync, openSync, rmSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { codeOf, messageOf, StoreError } from "../../errors.ts";
import { isBusy } from "../dialect.ts";

/** An error about the library's file in words that say what to do; any other error as it is. */
export function explainStoreError(error: unknown, file: string): unknown {
  if (error instanceof StoreError) return error;
  const text = `${codeOf(error)} ${messageOf(error)}`;
  const explain = (reason: string, message: string) => new StoreError(message, { cause: error, reason });
  // SQLite has one word for many failures of the system, a full disk among them: writing a file of our own tells them apart.
  const cause = VAGUE.test(text) ? writeProblem(dirname(file)) : text;
  if (FULL.test(text) || FULL.test(cause)) {
    return explain(
      "the disk is full",
      `The disk that holds ${file} is full. Free some space and try again; nothing is half-written.`,
    );
  }
  if (/SQLITE_READONLY|readonly|EROFS|EACCES|EPERM|SQLITE_CANTOPEN|unable to open/i.test(text + cause)) {
    return explain(
      "the library can't be written",
      `${file} can't be written. Make its folder writable, or set PAPERBOY_HOME to another one.`,
    );
  }
  if (/SQLITE_IOERR|disk I\/O error|\bEIO\b/i.test(text)) {
    return explain(
      "the disk reports an error",
      `The disk that holds ${file} reports an error (${codeOf(error)}). Check the disk, then try again.`,
    );
  }
  if (/SQLITE_CORRUPT|SQLITE_NOTADB|malformed|not a database/i.test(text)) return damaged(file, error);
  if (isBusy(error)) {
    return explain(
      "another program holds the library locked",
      `Another program holds ${file} locked. Try again when it has finished.`,
    );
  }
  if (/ENOTDIR|EEXIST|EISDIR/.test(text)) {
    return explain(
      "the library's folder is missing",
      `${dirname(file)} is not a folder. Set PAPERBOY_HOME to one.`,
    );
  }
  return error;
}

const VAGUE = /SQLITE_IOERR|disk I\/O error|SQLITE_CANTOPEN|unable to open/i;
const FULL = /SQLITE_FULL|disk is full|ENOSPC|EDQUOT/i;

/** The system's code when a small file can't be written in a folder, or "". */
function writeProblem(folder: string): string {
  const probe = join(folder, `.paperboy-probe-${process.pid}`);
  try {
    const handle = openSync(probe, "wx", 0o600);
    try {
      if (writeSync(handle, Buffer.alloc(PROBE_BYTES)) < PROBE_BYTES) return "ENOSPC";
      fsyncSync(handle);
    } finally {
      closeSync(handle);
      rmSync(probe, { force: true });
    }
    return "";
  } catch (error) {
    return codeOf(error);
  }
}

/** Twice what SQLite needs at once to open a library: the file through which connections share their locks. */
const PROBE_BYTES = 65_536;

/** The error for an existing file that can't be a library. */
export function damaged(file: string, cause?: unknown): StoreError {
  return new StoreError(
    `${file} is not a Paperboy library, or is damaged. Move it away and import again, or restore a backup. Nothing was changed.`,
    { cause, reason: "the library is damaged" },
  );
}
