import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createApp } from "../../src/app/app.ts";
import { createCooldown } from "../../src/chat/cooldown.ts";
import { UserError } from "../../src/errors.ts";
import { openLibrary } from "../../src/library/library.ts";
import { createLogger } from "../../src/log.ts";
import type { Paper } from "../../src/papers/paper.ts";
import { createSearchIndex } from "../../src/search/create-search-index.ts";
import { createSyncer } from "../../src/sync/create-syncer.ts";
import { print, progress, readArguments, runBenchmark } from "../support/command.ts";
import { createRandom } from "../support/random.ts";
import { readPapers } from "../support/read-papers.ts";

const USAGE = "npm run bench:sync -- FILE.jsonl [--papers N]";
/** The most that arXiv's feed lists. */
const NEW = 2000;
const PAUSE_MS = 25;

/** How long people wait for answers while a full day of arXiv is added to a large library. */
await runBenchmark(async () => {
  const { files, options } = readArguments(USAGE, ["papers"]);
  const wanted = Number(options.papers ?? 100_000);
  if (!Number.isInteger(wanted) || wanted < 1)
    throw new UserError(`--papers needs a whole number.\nUsage: ${USAGE}`);
  const papers = await readPapers(files[0] ?? "", wanted + NEW);
  if (papers.length <= NEW) throw new UserError(`${files[0]} holds too few papers.`);
  const folder = await mkdtemp(join(tmpdir(), "paperboy-bench-"));
  try {
    await measure(folder, papers.slice(NEW), papers.slice(0, NEW));
  } finally {
    await rm(folder, { recursive: true });
  }
});

async function measure(folder: string, known: readonly Paper[], fresh: readonly Paper[]): Promise<void> {
  const catalogue = join(folder, "known.jsonl");
  await writeFile(catalogue, known.map((paper) => `${JSON.stringify(paper)}\n`).join(""));
  const now = () => new Date("2026-11-20T11:00:00Z");
  const index = createSearchIndex({ now: () => now().getTime() });
  progress(`taking in ${known.length} papers`);
  const library = await openLibrary({ target: join(folder, "paperboy.db"), catalogue, index, now });
  await library.refresh();

  const body = feedOf(fresh);
  const server = createServer((_, response) => response.end(body));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const log = createLogger("silent");
  const syncer = createSyncer({
    library,
    settings: {
      names: ["arxiv"],
      arxiv: { categories: ["cs.CL"], announcements: ["new"] },
      feeds: [],
      mirror: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    },
    log,
    now,
    signal: new AbortController().signal,
    version: "bench",
    onStored: () => library.refresh(),
  });
  const { chat } = createApp({ library, now, log, cooldown: createCooldown(Date.now) });
  const caller = { platform: "bench", admin: false, prefix: "/" };
  const lines = linesOf(known);

  let isOver = false;
  const waits: number[] = [];
  async function people(): Promise<void> {
    for (let turn = 0; !isOver; turn++) {
      const due = performance.now() + PAUSE_MS;
      await sleep(PAUSE_MS);
      await chat.runLine(lines[turn % lines.length] ?? "bees", caller);
      // From when the command came in, not from when there was time for it.
      waits.push(performance.now() - due);
    }
  }
  const calm = people();
  await sleep(5000);
  isOver = true;
  await calm;
  report("at rest", waits.splice(0));

  isOver = false;
  const busy = people();
  const began = performance.now();
  const [source] = syncer.sources;
  const run = source && (await syncer.run(source));
  const seconds = (performance.now() - began) / 1000;
  isOver = true;
  await busy;
  print(`library             ${known.length} papers, ${index.size} after the sync`);
  print(`sync                ${run?.new ?? 0} new of ${run?.told ?? 0} in ${seconds.toFixed(1)} s`);
  report("while syncing", waits);
  server.closeAllConnections();
  server.close();
  await library.close();
}

function report(name: string, waits: number[]): void {
  waits.sort((a, b) => a - b);
  const at = (share: number) =>
    (waits[Math.min(waits.length - 1, Math.floor(share * waits.length))] ?? 0).toFixed(1);
  print(
    `${name.padEnd(19)} ${waits.length} commands: p50 ${at(0.5)}  p95 ${at(0.95)}  p99 ${at(0.99)}  longest ${at(1)} ms`,
  );
}

function linesOf(papers: readonly Paper[]): string[] {
  const random = createRandom(1);
  return Array.from({ length: 300 }, (_, turn) => {
    const paper = papers[Math.floor(random() * papers.length)];
    const words = (paper?.title.match(/[\p{L}\p{N}]{2,}/gu) ?? ["bees"]).slice(0, 3).join(" ");
    return turn % 5 === 0 ? `/similar ${paper?.id}` : `/paper ${words}`;
  });
}

function feedOf(papers: readonly Paper[]): string {
  const xml = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  const items = papers.map(({ title, abstract = "", authors }, index) => {
    const number = `2611.${10_000 + index}`;
    return `<item><title>${xml(title)}</title><link>https://arxiv.org/abs/${number}</link>
<description>arXiv:${number}v1 Announce Type: new
Abstract: ${xml(abstract)}</description><guid>oai:arXiv.org:${number}v1</guid><category>cs.CL</category>
<arxiv:announce_type>new</arxiv:announce_type><dc:creator>${xml(authors.join(", "))}</dc:creator></item>`;
  });
  // A revised paper at the end says that nothing was cut off.
  const last = "<item><arxiv:announce_type>replace</arxiv:announce_type></item>";
  return `<rss version="2.0"><channel>${items.join("\n")}${last}</channel></rss>`;
}
