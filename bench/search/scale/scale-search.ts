import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../../src/errors.ts";
import { print, progress, readArguments, runBenchmark } from "../../support/command.ts";
import { type Curve, drawCurves } from "./draw-curves.ts";
import { exponent, type Figures, ROWS, type Row } from "./figures.ts";

const USAGE = "npm run bench:scale-search -- FILE.jsonl [--sizes N,N…] [--engines NAME,NAME…] [--svg FILE]";
const SIZES = "10000,30000,100000,300000,1000000";
/** Megabytes of heap: FlexSearch keeps everything there. An engine that needs more says so, and is left out from then on. */
const HEAP = 12_288;

interface Measured {
  readonly size: number;
  readonly figures: Figures;
}

/**
 * How each figure of search grows with the library: measured at every size in a process of its own, ours and two other engines in turns.
 * Papers beyond those of the file are put together from it (see recombine.ts). With --svg, the latencies are drawn too.
 */
await runBenchmark(async () => {
  const { files, options } = readArguments(USAGE, ["sizes", "engines", "svg"]);
  const [file = ""] = files;
  const sizes = (options.sizes ?? SIZES).split(",").map(sizeIn);
  const engines = (options.engines ?? "paperboy,fts5,flexsearch").split(",");
  const measured = new Map<string, Measured[]>(engines.map((engine) => [engine, []]));
  for (const size of sizes) {
    for (const engine of engines) {
      const before = measured.get(engine) ?? [];
      // What could not do with less will not do with more.
      if (before.length < sizes.indexOf(size)) continue;
      progress(`${engine}, ${size.toLocaleString("en")} papers`);
      const figures = measure(engine, file, size);
      if (figures) before.push({ size, figures });
    }
  }
  for (const row of ROWS) printRow(row, sizes, measured);
  if (options.svg !== undefined) writeFileSync(options.svg, drawCurves(sizes, curvesOf(measured)));
});

function sizeIn(text: string): number {
  const size = Number(text);
  if (Number.isInteger(size) && size >= 1) return size;
  throw new UserError(`“${text}” is not a whole number above 0.\nUsage: ${USAGE}`);
}

function measure(engine: string, file: string, size: number): Figures | undefined {
  const program = join(import.meta.dirname, "measure-size.js");
  const { status, stdout } = spawnSync(
    process.execPath,
    [`--max-old-space-size=${HEAP}`, program, engine, file, String(size)],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
  );
  if (status === 0) return JSON.parse(stdout);
  if (status === 2) throw new UserError(`Usage: ${USAGE}`);
  progress(`${engine} could not do it with ${size.toLocaleString("en")} papers; it is left out from here on`);
  return undefined;
}

/** A line for each engine: the figure at each size, in brackets the exponent since the size before, and at last over all. */
function printRow(
  { label, unit, of }: Row,
  sizes: readonly number[],
  measured: ReadonlyMap<string, readonly Measured[]>,
): void {
  print(
    `${`${label} (${unit})`.padEnd(20)} ${sizes.map((size) => size.toLocaleString("en").padStart(16)).join("")}        over all`,
  );
  for (const [engine, all] of measured) {
    const values = all.flatMap(({ size, figures }) => {
      const value = of(figures);
      return value === undefined ? [] : [{ size, value }];
    });
    if (values.length === 0) continue;
    const cells = values.map((one, at) => {
      const before = values[at - 1];
      return `${one.value.toFixed(1)} ${power(before && exponent(before, one))}`.padStart(16);
    });
    const [first] = values;
    const last = values.at(-1);
    print(`  ${engine.padEnd(18)} ${cells.join("")}  ${power(first && last && exponent(first, last))}`);
  }
}

function power(value: number | undefined): string {
  return value === undefined ? "       " : `(${value.toFixed(2)})`.padStart(7);
}

function curvesOf(measured: ReadonlyMap<string, readonly Measured[]>): readonly Curve[] {
  return [...measured].map(([name, all]) => ({
    name,
    points: all.map(({ size, figures }) => ({ size, ...figures.twoWords })),
  }));
}
