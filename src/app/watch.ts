import type { ChatPlatform } from "../chat/platform.ts";
import type { HttpServer } from "../http/server.ts";
import type { Measures, Standing } from "../observability/measures.ts";
import { createReadiness } from "../observability/readiness.ts";
import { mountHealth } from "../observability/routes.ts";
import type { PlatformState } from "../present/services.ts";
import { queuedWrites } from "../store/group-commit.ts";
import { countPosts, countVerdicts, countWaiting } from "../store/health/standing.ts";
import { probeWrite } from "../store/health/write-probe.ts";
import { heldLeases } from "../store/replicas/leases.ts";
import { livingReplicas } from "../store/replicas/replicas.ts";
import { addDays, utcDay } from "../time/day.ts";
import type { Host } from "./host.ts";
import type { OpenApp } from "./open-app.ts";

/** How others see from outside whether this process is well. */
export interface Watch {
  readonly measures: Measures;
  /** Whether the program is not put together yet. */
  isStarting(): boolean;
  /** The program is put together. */
  begin(running: {
    readonly app: OpenApp;
    readonly platforms: readonly ChatPlatform[];
    readonly states: () => readonly PlatformState[];
  }): void;
}

/** How far back the verdicts of the sources are counted, in days. */
const VERDICT_DAYS = 14;

/** Puts /readyz and /metrics on the server. The library that counts is loaded only here. */
export async function createWatch(host: Host, server: HttpServer): Promise<Watch> {
  const { createMetrics } = await import("../observability/metrics.ts");
  const metrics = createMetrics();
  const readiness = createReadiness({ stop: host.stop });
  const { config, now } = host;
  const access = { token: config.http.metricsToken, pageUrl: config.page.url };
  mountHealth(server, { readiness, metrics, access });
  let hasBegun = false;
  return {
    measures: metrics,
    isStarting: () => !hasBegun,
    begin({ app, platforms, states }) {
      hasBegun = true;
      const { library } = app;
      const { db, index } = library;
      readiness.begin({
        platforms: () =>
          states().map((one) => ({
            ...one,
            tokenProblem: platforms.find(({ name }) => name === one.name)?.tokenProblem,
          })),
        isLoading: () => library.loading,
        probeWrite: () => probeWrite(db, now()),
      });
      metrics.watch(async () => {
        const today = utcDay(now());
        const verdicts = await countVerdicts(db, addDays(today, -VERDICT_DAYS));
        return {
          indexSize: index.size,
          waiting: { ...(await countWaiting(db)), writes: queuedWrites(db) },
          ...(app.replica.isShared && { fleet: await fleetNow(host, app) }),
          posts: await countPosts(db, addDays(today, -1)),
          // An address of a feed may say more than the operator wants to be read.
          verdicts: verdicts.map((row) => ({
            ...row,
            source: isNamed(host, row.source) ? row.source : "feed",
          })),
        };
      });
    },
  };
}

async function fleetNow(host: Host, { library, replica }: OpenApp): Promise<NonNullable<Standing["fleet"]>> {
  const now = replica.now();
  const living = await livingReplicas(library.db, now);
  const silences = living.map(({ seenAt }) => (now.getTime() - seenAt.getTime()) / 1000);
  const own = (await heldLeases(library.db, now)).filter(({ holder }) => holder === replica.name);
  const names = own.map(({ name }) => {
    const [, source] = /^source (.+)$/.exec(name) ?? [];
    return source === undefined || isNamed(host, source) ? name : "source feed";
  });
  return { replicas: living.length, oldestSeconds: Math.max(0, ...silences), holds: names };
}

function isNamed({ config }: Host, source: string): boolean {
  return config.sources.names.some((name) => name === source);
}
