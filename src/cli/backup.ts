import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import { homeFiles } from "../app/home.ts";
import type { Host } from "../app/host.ts";
import { counted } from "../counted.ts";
import { UserError } from "../errors.ts";
import { backUp, type Copy, restore } from "../store/sqlite/backup.ts";

/** Copies the library to a file, and says what is in it. Throws a UserError where the file exists and may not be replaced. */
export async function writeBackup(host: Host, path: string, replace: boolean): Promise<number> {
  refuseServer(host, "Back it up with pg_dump");
  const { library } = homeFiles(host.config);
  refuseItself(path, library);
  const copy = await backUp(library, path, { replace });
  if (!copy) throw new UserError(`${path} already exists. Add --force to replace it.`);
  host.output.write(`Wrote ${path}: ${describe(copy)}\n`);
  return 0;
}

/** Restores a backup. The library that was there is kept beside it. */
export async function restoreBackup(host: Host, path: string, replace: boolean): Promise<number> {
  refuseServer(host, "Restore it with pg_restore");
  const { library, index } = homeFiles(host.config);
  refuseItself(path, library);
  const { kept, ...copy } = await restore(path, library, { replace, derived: [index], now: host.now() });
  const before = kept === undefined ? "" : ` The old library is kept as ${kept}.`;
  host.output.write(`Restored ${path}: ${describe(copy)}.${before}\n`);
  return 0;
}

function refuseServer({ config }: Host, instead: string): void {
  if (config.databaseUrl !== undefined)
    throw new UserError(
      `DATABASE_URL is set, so the library is not in a file. ${instead}; docs/hosting/postgres.md has the command.`,
    );
}

function refuseItself(path: string, library: string): void {
  if (real(path) === real(library)) throw new UserError(`${path} is the library itself. Name another file.`);
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

function describe({ papers, votes, bytes }: Copy): string {
  return `${counted(papers, "paper")}, ${counted(votes, "vote")}, ${(bytes / 1e6).toFixed(1)} MB`;
}
