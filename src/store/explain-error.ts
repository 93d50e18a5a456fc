import { dirname } from "node:path";
import { messageOf, StoreError } from "../errors.ts";

/** The same error in words that say what to do, if it is about the library's file; otherwise the error itself. */
export function explainStoreError(error: unknown, file: string): unknown {
  if (error instanceof StoreError) return error;
  const text = `${codeOf(error)} ${messageOf(error)}`;
  const explain = (message: string) => new StoreError(message, { cause: error });
  if (/SQLITE_FULL|disk is full|ENOSPC/i.test(text)) {
    return explain(
      `The disk that holds ${file} is full. Free some space and try again; nothing is half-written.`,
    );
  }
  if (/SQLITE_READONLY|readonly|EROFS|EACCES|EPERM|SQLITE_CANTOPEN|unable to open/i.test(text)) {
    return explain(
      `${file} cannot be written. Make its folder writable, or set PAPERBOY_HOME to another one.`,
    );
  }
  if (/SQLITE_CORRUPT|SQLITE_NOTADB|malformed|not a database/i.test(text)) return damaged(file, error);
  if (isBusy(error)) return explain(`Another program holds ${file} locked. Try again when it has finished.`);
  if (/ENOTDIR|EEXIST|EISDIR/.test(text)) {
    return explain(`${dirname(file)} is not a folder. Set PAPERBOY_HOME to one.`);
  }
  return error;
}

/** The error for a file that is there but cannot be a library. */
export function damaged(file: string, cause?: unknown): StoreError {
  return new StoreError(
    `${file} is not a Paperboy library, or is damaged. Move it away and import again, or restore a copy. Nothing was changed.`,
    { cause },
  );
}

/** Whether another connection held the lock. */
export function isBusy(error: unknown): boolean {
  return /SQLITE_BUSY|database is locked/i.test(`${codeOf(error)} ${messageOf(error)}`);
}

/** The code of a system or database error, or "". */
export function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}
