import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { withSettings } from "../../env-file.ts";
import { messageOf, UserError } from "../../errors.ts";

/** Writes a new file whole, for its owner alone. Throws the system's error. */
export type WriteFile = (path: string, text: string) => void;

/**
 * Writes settings into .env: what is there stays, and the file is there as a whole or as it was. It holds tokens, so its owner alone may
 * read it. Throws a UserError that says what to do.
 */
export function saveSettings(
  path: string,
  changes: Readonly<Record<string, string>>,
  write: WriteFile = writeNew,
): void {
  const target = real(path);
  const draft = `${target}.${process.pid}.new`;
  try {
    write(draft, withSettings(readIfThere(target), changes));
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new UserError(explain(path, error), { cause: error });
  }
}

/** The file behind a symbolic link: the link itself is kept. */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** Empty where there is no file. Throws the system's other errors. */
export function readIfThere(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return "";
    throw error;
  }
}

function writeNew(path: string, text: string): void {
  const handle = openSync(path, "wx", 0o600);
  try {
    const bytes = Buffer.from(text);
    for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

function explain(path: string, error: unknown): string {
  const code = codeOf(error);
  if (code === "ENOSPC" || code === "EDQUOT")
    return `The disk is full, so ${path} was not changed. Free some space, then run setup again.`;
  if (["EACCES", "EPERM", "EROFS"].includes(code))
    return `${path} can't be written. Run setup in a folder that is yours, or make this one writable.`;
  return `${path} couldn't be written, and was not changed: ${messageOf(error)}.`;
}
