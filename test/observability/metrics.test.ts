import { describe, expect, it } from "vitest";
import { commands } from "../../commands/index.ts";
import { PostError } from "../../src/chat/poster.ts";
import { note } from "../../src/chat/reply.ts";
import { UserError } from "../../src/errors.ts";
import { measuredCommands, measuredPosters } from "../../src/observability/measured.ts";
import { createMetrics } from "../../src/observability/metrics.ts";
import { createFakePlatform } from "../support/delivery/fake-poster.ts";

const series = (text: string) => text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));

describe("the metrics", () => {
  it("stay below 500 series, and name nobody, with 1,000 channels and 10,000 people", async () => {
    const metrics = createMetrics();
    const outcomes = ["answer", "usage", "failure"] as const;
    const failures = ["sent", "retry", "uncertain", "token", "channel", "payload"];
    const caller = { platform: "discord", prefix: "/", admin: true };
    const asked = measuredCommands(
      commands.map((command, at) => ({ ...command, answer: async () => note("Bees", outcomes[at % 3]) })),
      metrics,
      () => 0,
    );
    for (let at = 0; at < 10_000; at++) {
      const command = asked[at % asked.length];
      const request = { caller: { ...caller, user: `U${at}`, channel: `C${at % 1000}` }, commands: [] };
      await command?.answer({ query: `secret bees ${at}` }, {} as never, request);
      if (at < 3 * asked.length)
        metrics.answered({
          command: command?.spec.name ?? "",
          outcome: outcomes[at % 3] ?? "answer",
          ms: at,
        });
    }
    for (const platform of ["discord", "slack", "email"])
      for (const outcome of failures) metrics.posted({ platform, outcome, ms: 700 });
    metrics.retriedSource();
    const sources = ["huggingface", "arxiv", "biorxiv", "medrxiv", "pubmed", "semantic-scholar", "feed"];
    const verdicts = ["ok", "empty", "late", "stale", "short", "failed"];
    metrics.watch(async () => ({
      indexSize: 12_000,
      waiting: { posts: 4, notices: 2, writes: 0 },
      posts: Object.fromEntries(
        ["planned", "sending", "sent", "skipped", "failed", "uncertain"].map((state) => [state, 1000]),
      ),
      verdicts: sources.flatMap((source) => verdicts.map((verdict) => ({ source, verdict, days: 2 }))),
    }));
    const text = await metrics.text();
    expect(series(text).length).toBeLessThan(500);
    expect(text).toContain('paperboy_answers_total{command="daily",outcome="usage"}');
    expect(text).not.toMatch(/command="\w+ |secret|bees|U123\b|C123\b/);
    expect(text).toContain("paperboy_index_papers 12000");
  });

  it("count two feeds together, tell the last look-up alone, and say when there is none", async () => {
    const metrics = createMetrics();
    const feed = { source: "feed", verdict: "ok" };
    metrics.watch(async () => ({
      indexSize: 3,
      waiting: {},
      posts: {},
      verdicts: [
        { ...feed, days: 2 },
        { ...feed, days: 5 },
      ],
    }));
    for (let twice = 0; twice < 2; twice++)
      expect(await metrics.text()).toContain('paperboy_source_days{source="feed",verdict="ok"} 7');
    metrics.watch(() => Promise.reject(new Error("locked")));
    const text = await metrics.text();
    expect(text).toContain("paperboy_metrics_complete 0");
    expect(text).not.toContain("paperboy_source_days{");
  });

  it("count posts by how they ended, and a thrown error as a failure or bad usage", async () => {
    const told: unknown[] = [];
    const tell = { answered: (one: object) => told.push(one), posted: (one: object) => told.push(one) };
    const platform = createFakePlatform({ now: () => new Date(0), fate: () => "take" });
    const broken = {
      ...platform,
      post: () => Promise.reject(new PostError("channel", "It is archived.")),
    };
    const posters = measuredPosters(
      new Map([
        ["one", platform],
        ["two", broken],
      ]),
      tell,
      () => 0,
    );
    const outgoing = { channel: "C1", reply: note("Bees"), key: "k" };
    await posters.get("one")?.post(outgoing);
    await posters
      .get("two")
      ?.post(outgoing)
      .catch(() => undefined);
    const [first] = commands;
    if (!first) throw new Error("no command");
    for (const error of [new UserError("no"), new Error("oops")]) {
      const [command] = measuredCommands([{ ...first, answer: () => Promise.reject(error) }], tell, () => 0);
      await command
        ?.answer({}, {} as never, { caller: { platform: "x", prefix: "/", admin: false }, commands: [] })
        .catch(() => undefined);
    }
    expect(told).toEqual([
      { platform: "one", outcome: "sent", ms: 0 },
      { platform: "two", outcome: "channel", ms: 0 },
      { command: "paper", outcome: "usage", ms: 0 },
      { command: "paper", outcome: "failure", ms: 0 },
    ]);
  });
});
