import { homeFiles } from "../app/home.ts";
import type { Host } from "../app/host.ts";
import { UserError } from "../errors.ts";
import { createProgress, type Progress } from "../progress.ts";
import { isAddress, openDatabase } from "../store/database.ts";
import { type CopiedSum, migrateLibrary } from "../store/migrate/migrate-library.ts";
import { openAlone } from "../store/sqlite/open-alone.ts";

/** Copies the library of the home folder into a database. Returns the exit status: 0, or 130 if it was interrupted. */
export async function migrateTo(host: Host, address: string | undefined): Promise<number> {
  if (address === undefined)
    throw new UserError("Where to? Give --to postgres://user@host/paperboy, or set DATABASE_URL.");
  if (!isAddress(address))
    throw new UserError(
      "That is not the address of a database. Give one such as postgres://user@host/paperboy.",
    );
  const from = await openAlone(homeFiles(host.config).library);
  try {
    const to = await openDatabase(address, { isComing: true });
    let progress: Progress | undefined;
    try {
      const sums = await migrateLibrary(from, to, {
        signal: host.stop,
        onProgress(done, total) {
          progress ??= progressOf(host, total);
          progress.update(done);
        },
      });
      progress?.finish(sums ? "checked row by row" : "stopped");
      host.output.write(sums ? told(sums) : "Stopped. Run it again to go on.\n");
      return sums ? 0 : 130;
    } finally {
      await to.destroy();
    }
  } finally {
    await from.destroy();
  }
}

function progressOf(host: Host, total: number): Progress {
  return createProgress({
    output: host.errors,
    interactive: host.errors.isTTY === true,
    label: "Copying",
    total,
    unit: "rows",
    now: () => host.now().getTime(),
  });
}

function told(sums: readonly CopiedSum[]): string {
  const width = Math.max(...sums.map(({ table }) => table.length));
  const lines = sums
    .filter(({ rows }) => rows > 0)
    .map(({ table, rows, checksum }) => `  ${table.padEnd(width)}  ${String(rows).padStart(9)}  ${checksum}`);
  return [
    "Both hold the same: the rows of each table, and a SHA-256 over all of them.",
    ...lines,
    "Set DATABASE_URL to this database and start the bot. Don't start one on the file again: it would post the same papers.",
    "",
  ].join("\n");
}
