import { Agent, get } from "node:http";
import { gzipSync } from "node:zlib";
import type { Paths } from "./addresses.ts";

interface Visit {
  readonly status: number;
  /** Until the first byte and until the last, in milliseconds. */
  readonly first: number;
  readonly whole: number;
  readonly bytes: number;
  readonly gzipped: number;
  readonly etag: string | undefined;
}

const agent = new Agent({ keepAlive: true, maxSockets: 200 });

/** Asks for a page, as somebody behind a proxy. */
export function visit(
  base: string,
  path: string,
  {
    from,
    etag,
    zips = false,
  }: { readonly from: string; readonly etag?: string | undefined; readonly zips?: boolean },
): Promise<Visit> {
  const headers = { "x-forwarded-for": from, ...(etag !== undefined && { "if-none-match": etag }) };
  const began = performance.now();
  return new Promise((resolve, reject) => {
    get(base + path, { agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      let first: number | undefined;
      response.on("data", (chunk: Buffer) => {
        first ??= performance.now() - began;
        chunks.push(chunk);
      });
      response.on("error", reject);
      response.on("end", () => {
        const whole = performance.now() - began;
        const body = Buffer.concat(chunks);
        const { statusCode: status = 0, headers } = response;
        resolve({
          status,
          first: first ?? whole,
          whole,
          bytes: body.length,
          gzipped: zips ? gzipSync(body).length : 0,
          etag: headers.etag,
        });
      });
    }).on("error", reject);
  });
}

interface Load {
  readonly statuses: ReadonlyMap<string, number>;
  readonly firsts: readonly number[];
}

/** So many visitors come to the page; half of those who read lists have been there before, as feed readers have. */
const VISITORS = 250;

/**
 * So many requests a second, for so many seconds, whether the earlier ones are answered or not: 70 % lists and feeds, 20 % papers, 10 %
 * searches that nobody has made before.
 */
export async function visitSteadily(
  base: string,
  paths: Paths,
  { perSecond, seconds, random }: { perSecond: number; seconds: number; random: () => number },
): Promise<Load> {
  const statuses = new Map<string, number>();
  const firsts: number[] = [];
  const known = new Map<string, string>();
  const all: Promise<void>[] = [];
  const began = performance.now();
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? "/";
  let searched = 0;
  const ask = async (path: string, isList: boolean): Promise<void> => {
    const etag = isList && random() < 0.5 ? known.get(path) : undefined;
    const from = `198.51.100.${Math.floor(random() * VISITORS)}`;
    try {
      const answer = await visit(base, path, { from, etag });
      statuses.set(`${answer.status}`, (statuses.get(`${answer.status}`) ?? 0) + 1);
      firsts.push(answer.first);
      if (answer.etag !== undefined) known.set(path, answer.etag);
    } catch {
      statuses.set("lost", (statuses.get("lost") ?? 0) + 1);
    }
  };
  for (let turn = 0; turn < perSecond * seconds; turn += 1) {
    const due = began + (turn * 1000) / perSecond - performance.now();
    if (due > 0) await new Promise((resolve) => setTimeout(resolve, due));
    const share = random();
    if (share < 0.1) {
      searched += 1;
      all.push(ask(paths.searches[searched % paths.searches.length] ?? "/", false));
    } else if (share < 0.3) all.push(ask(pick(paths.papers), false));
    else all.push(ask(pick(share < 0.65 ? paths.lists : paths.feeds), true));
  }
  await Promise.all(all);
  return { statuses, firsts };
}
