import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Measures, Standing } from "./measures.ts";

/** Everything that is counted in this process, as Prometheus reads it. Labels hold names from the code and the settings alone. */
export interface Metrics extends Measures {
  readonly contentType: string;
  /** The current metrics as text. */
  text(): Promise<string>;
  /** Sets where the other figures are looked up each time. */
  watch(standing: () => Promise<Standing>): void;
}

/**
 * The upper bounds of the buckets, in seconds: what feels immediate, what is noticed, and the three seconds that Slack and
 * Discord wait for.
 */
const ANSWER_BUCKETS = [0.05, 0.2, 0.5, 1, 3, 10];
const POST_BUCKETS = [0.5, 2, 5, 20];

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const answers = new Counter({
    name: "paperboy_answers_total",
    help: "Commands answered, by the first word of the command and the outcome",
    labelNames: ["command", "outcome"],
    registers,
  });
  const answerSeconds = new Histogram({
    name: "paperboy_answer_seconds",
    help: "How long commands took to answer, by the first word of the command",
    labelNames: ["command"],
    buckets: ANSWER_BUCKETS,
    registers,
  });
  const attempts = new Counter({
    name: "paperboy_post_attempts_total",
    help: "Posts tried, by platform and outcome",
    labelNames: ["platform", "outcome"],
    registers,
  });
  const postSeconds = new Histogram({
    name: "paperboy_post_seconds",
    help: "How long platforms took to take a post or to refuse it",
    labelNames: ["platform"],
    buckets: POST_BUCKETS,
    registers,
  });
  const retries = new Counter({
    name: "paperboy_retries_total",
    help: "Requests and posts made again after a failure",
    labelNames: ["what"],
    registers,
  });
  const size = new Gauge({ name: "paperboy_index_papers", help: "Papers that can be searched", registers });
  const waiting = new Gauge({
    name: "paperboy_waiting",
    help: "What waits to be sent, told or written",
    labelNames: ["what"],
    registers,
  });
  const posts = new Gauge({
    name: "paperboy_posts",
    help: "Posts of yesterday and today, by state",
    labelNames: ["state"],
    registers,
  });
  const verdicts = new Gauge({
    name: "paperboy_source_days",
    help: "Days of the last two weeks, by source and verdict",
    labelNames: ["source", "verdict"],
    registers,
  });
  const replicas = new Gauge({
    name: "paperboy_replicas",
    help: "Processes that live on the same database",
    registers,
  });
  const heartbeat = new Gauge({
    name: "paperboy_replica_silence_seconds",
    help: "Seconds since the last sign of life of the process that has been silent longest",
    registers,
  });
  const leases = new Gauge({
    name: "paperboy_leases",
    help: "1 for each task that this process does on behalf of all",
    labelNames: ["lease"],
    registers,
  });
  const up = new Gauge({
    name: "paperboy_metrics_complete",
    help: "1 if everything could be looked up, 0 if the database did not answer",
    registers,
  });
  let lookUp: (() => Promise<Standing>) | undefined;

  async function look(): Promise<void> {
    for (const gauge of [waiting, posts, verdicts, leases]) gauge.reset();
    up.set(0);
    const standing = await lookUp?.();
    if (!standing) return;
    size.set(standing.indexSize);
    for (const [what, count] of Object.entries(standing.waiting)) waiting.set({ what }, count);
    for (const [state, count] of Object.entries(standing.posts)) posts.set({ state }, count);
    for (const { source, verdict, days } of standing.verdicts) verdicts.inc({ source, verdict }, days);
    replicas.set(standing.fleet?.replicas ?? 1);
    heartbeat.set(standing.fleet?.oldestSeconds ?? 0);
    for (const lease of standing.fleet?.holds ?? []) leases.set({ lease }, 1);
    up.set(1);
  }

  return {
    contentType: registry.contentType,
    async text() {
      // What this process counted is reported even if the database doesn't answer.
      await look().catch(() => undefined);
      return registry.metrics();
    },
    watch(standing) {
      lookUp = standing;
    },
    answered({ command, outcome, ms }) {
      const [first = command] = command.split(" ");
      answers.inc({ command: first, outcome });
      answerSeconds.observe({ command: first }, ms / 1000);
    },
    posted({ platform, outcome, ms }) {
      attempts.inc({ platform, outcome });
      postSeconds.observe({ platform }, ms / 1000);
      if (outcome === "retry") retries.inc({ what: "post" });
    },
    retriedSource: () => retries.inc({ what: "source" }),
  };
}
