import type { Host } from "../app/host.ts";
import { openApp } from "../app/open-app.ts";
import { UserError } from "../errors.ts";
import { nearest } from "../nearest.ts";
import type { Source } from "../papers/sources/source.ts";
import { createProgress } from "../progress.ts";
import { shorten } from "../shorten.ts";
import type { Syncer } from "../sync/create-syncer.ts";
import { verdictLine } from "../sync/report.ts";
import type { SourceRun } from "../sync/sync-source.ts";

/**
 * Brings new papers from the network; a source that fails does not stop the next. Returns the
 * exit status: 0, or 1 if a source failed, or 130 if it was interrupted.
 */
export async function syncSources(host: Host, names: readonly string[], count?: number): Promise<number> {
  const app = await openApp(host);
  try {
    const { syncer } = app;
    if (!syncer)
      throw new UserError("No source is switched on. Set SOURCES or FEEDS; .env.example has the choices.");
    let status = 0;
    for (const source of chosen(syncer, names)) {
      const run = await syncOne(host, syncer, source, count);
      host.output.write(`${source.label}: ${describe(run, host.now())}\n`);
      if (run.days.some((row) => row.verdict === "failed" || row.trouble !== null)) status = 1;
    }
    await bringAbstracts(host, syncer);
    return status;
  } catch (error) {
    if (host.stop.aborted) return 130;
    throw error;
  } finally {
    await app.close();
  }
}

function chosen(syncer: Syncer, names: readonly string[]): readonly Source[] {
  const known = syncer.sources.map((source) => source.name);
  for (const name of names) {
    if (known.includes(name)) continue;
    const guess = nearest(name, known);
    const hint = guess === undefined ? `There are: ${known.join(", ")}.` : `Did you mean ${guess}?`;
    throw new UserError(`The source “${shorten(name, 80)}” isn't switched on. ${hint}`);
  }
  return names.length === 0 ? syncer.sources : syncer.sources.filter((source) => names.includes(source.name));
}

async function syncOne(host: Host, syncer: Syncer, source: Source, count?: number): Promise<SourceRun> {
  const progress = createProgress({
    output: host.errors,
    interactive: host.errors.isTTY === true,
    label: source.label,
    unit: "papers",
    now: () => host.now().getTime(),
  });
  let told = 0;
  try {
    return await syncer.run(source, {
      ...(count !== undefined && { count }),
      onProgress: (soFar) => {
        told = soFar;
        progress.update(soFar);
      },
    });
  } finally {
    progress.update(told);
    progress.finish();
  }
}

function describe(run: SourceRun, now: Date): string {
  const { told, leftOut } = run;
  const counts = `${told.toLocaleString("en")} listed, ${run.new.toLocaleString("en")} new, ${run.updated.toLocaleString("en")} updated`;
  const reasons = new Set(leftOut);
  return [
    counts,
    ...run.days.map(
      (row) => `  ${verdictLine(row, now)}${row.trouble === null ? "" : ` (now: ${row.trouble})`}`,
    ),
    ...[...reasons].map((reason) => `  left out: ${reason}`),
  ].join("\n");
}

async function bringAbstracts(host: Host, syncer: Syncer): Promise<void> {
  const { wanted, filled, trouble } = await syncer.fillAbstracts();
  if (wanted === 0) return;
  const why = trouble === undefined ? "" : ` (${trouble})`;
  host.output.write(`Abstracts of papers that had none: ${filled} of ${wanted}${why}\n`);
}
