import { isAnswer, READERS } from "./readers.ts";
import { SHAPES, type Shape } from "./shapes.ts";

/** Characters of the shortest text; the others have twice and four times as many. */
const SIZE = 10_000;
/** Milliseconds of CPU: a shorter time tells nothing about growth, and holds nobody up. */
const SHORT_MS = 3;
/** Per doubling: 2 is linear, 4 quadratic; the rest is noise. */
const MOST_GROWTH = 2.6;

/**
 * `npm run bench:growth -- [READER…]`: the CPU time of each reader of outside text, for texts of every shape at one,
 * two and four times a size, and its worst growth per doubling. Exit status 1 if that is more than 2.6.
 */
const asked = process.argv.slice(2);
let worstOfAll = 0;
print(
  `${SHAPES.length} shapes, ${SIZE.toLocaleString("en")} to ${(4 * SIZE).toLocaleString("en")} characters\n`,
);
for (const [name, read] of Object.entries(READERS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  let worst = { growth: 0, shape: "every shape takes less than can be told", ms: 0 };
  for (const shape of SHAPES) {
    const measured = await growthOf(read, shape);
    if (measured.growth > worst.growth) worst = { ...measured, shape: shape.name };
  }
  const growth = worst.growth === 0 ? "   -" : worst.growth.toFixed(2);
  print(`${name.padEnd(24)} ${growth}  ${worst.ms.toFixed(1).padStart(8)} ms  ${worst.shape}`);
  worstOfAll = Math.max(worstOfAll, worst.growth);
}
print(`\nworst growth a doubling: ${worstOfAll.toFixed(2)}, at most ${MOST_GROWTH}`);
process.exitCode = worstOfAll > MOST_GROWTH ? 1 : 0;

/** The growth per doubling, over two doublings; a bad figure is measured again, at larger sizes too. */
async function growthOf(
  read: (text: string) => unknown,
  shape: Shape,
): Promise<{ growth: number; ms: number }> {
  const once = await cpuOf(read, shape.make(4 * SIZE), 1);
  if (once < SHORT_MS) return { growth: 0, ms: once };
  let best = { growth: Number.POSITIVE_INFINITY, ms: once };
  for (const [size, runs] of [
    [SIZE, 1],
    [SIZE, 5],
    [2 * SIZE, 5],
    [4 * SIZE, 3],
  ] as const) {
    const small = await cpuOf(read, shape.make(size), runs);
    const large =
      size === SIZE && runs === 1 ? once : await cpuOf(read, shape.make(4 * size), once > 1000 ? 1 : runs);
    const growth = Math.sqrt(large / Math.max(small, 0.05));
    if (growth < best.growth) best = { growth, ms: large };
    if (best.growth <= MOST_GROWTH || large > 5000) break;
  }
  return best;
}

/** Milliseconds of CPU, the least of several runs. */
async function cpuOf(read: (text: string) => unknown, text: string, runs: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const before = process.cpuUsage();
    try {
      await read(text);
    } catch (error) {
      if (!isAnswer(error)) throw error;
    }
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
