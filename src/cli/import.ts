import { stat, writeFile } from "node:fs/promises";
import type { Host } from "../app/host.ts";
import { openApp } from "../app/open-app.ts";
import { counted } from "../counted.ts";
import { messageOf, UserError } from "../errors.ts";
import type { ImportOptions, ImportReport } from "../library/import-entries.ts";
import type { Library } from "../library/library.ts";
import { createProgress } from "../progress.ts";

/**
 * Takes files, and Zotero libraries named `zotero:users/12345`, into the library, one after the other; one that cannot be read does not stop the next. Returns the exit status: 0, or 2 if a file could not be read, or 1 if a
 * file held no whole record, or 130 if it was interrupted.
 */
export async function importAll(
  host: Host,
  files: readonly string[],
  reportFile: string | undefined,
): Promise<number> {
  const app = await openApp(host);
  const notes: string[] = [];
  let status = 0;
  try {
    for (const file of files) {
      if (host.stop.aborted) break;
      try {
        const report = await importOne(host, app.library, file);
        host.output.write(
          `${file}: ${isNothingNew(report) ? NOTHING_NEW : describe(report, placeIn(file))}\n`,
        );
        notes.push(
          ...noteLines(report, placeIn(file), report.notes.length).map((line) => `${file}: ${line.trim()}`),
        );
        if (report.found === 0 && !isNothingNew(report)) status = Math.max(status, 1);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        host.errors.write(`${messageOf(error)}\n`);
        status = 2;
      }
    }
    if (reportFile !== undefined) await writeReport(reportFile, notes);
  } finally {
    await app.close();
  }
  return host.stop.aborted ? 130 : status;
}

async function writeReport(file: string, notes: readonly string[]): Promise<void> {
  try {
    await writeFile(file, notes.map((note) => `${note}\n`).join(""));
  } catch (error) {
    throw new UserError(`The papers are in, but the report could not be written: ${messageOf(error)}`);
  }
}

async function importOne(host: Host, library: Library, file: string): Promise<ImportReport> {
  const isZotero = ZOTERO.test(file);
  const total = isZotero
    ? undefined
    : await stat(file).then(
        (stats) => stats.size,
        () => undefined,
      );
  const progress = createProgress({
    output: host.errors,
    interactive: host.errors.isTTY === true,
    label: "Importing",
    now: () => host.now().getTime(),
    ...(isZotero && { unit: "papers" }),
    ...(total !== undefined && { total }),
  });
  const options: ImportOptions = {
    now: host.now,
    signal: host.stop,
    onProgress: (done, found) => progress.update(done, counted(found, "paper")),
  };
  try {
    return await (isZotero
      ? library.importZotero(file, { ...options, ...host.config.zotero })
      : library.importFile(file, options));
  } finally {
    progress.finish();
  }
}

const ZOTERO = /^zotero:/i;
const NOTHING_NEW = "nothing has changed since the last import";

// Only of a library that was read before; a file in which nothing is found cannot be read at all.
function isNothingNew({ found, broken, stopped }: ImportReport): boolean {
  return found + broken === 0 && !stopped;
}

function placeIn(file: string): string {
  return ZOTERO.test(file) ? "item" : "line";
}

function describe(report: ImportReport, place: string): string {
  const counts = (["found", "new", "updated", "unchanged", "broken"] as const).map(
    (name) => `${report[name].toLocaleString("en")} ${name}`,
  );
  const stopped = report.stopped ? "; stopped, run it again to finish" : "";
  return [
    counts.join(", ") + stopped,
    ...problemLines(report, place),
    ...noteLines(report, place, MOST_NOTES),
  ].join("\n");
}

/** Lines printed at most; `--report` writes all of them to a file. */
const MOST_NOTES = 10;

/** What was merged with something that differs from it, and what was kept apart. */
function noteLines({ notes, merged, apart }: ImportReport, place: string, most: number): readonly string[] {
  const lines = notes.slice(0, most).map(({ line, text }) => `  ${place} ${line}: ${text}`);
  const more = merged + apart - lines.length;
  return more > 0 ? [...lines, `  and ${more.toLocaleString("en")} more merged or kept apart`] : lines;
}

/** The first places where something was left out, with the reason, and how many more there are. */
export function problemLines({ problems, broken }: ImportReport, place: string): readonly string[] {
  const lines = problems.map(({ line, reason }) => `  ${place} ${line}: ${reason}`);
  const more = broken - lines.length;
  return more > 0 ? [...lines, `  and ${more.toLocaleString("en")} more`] : lines;
}
