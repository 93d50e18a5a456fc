import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createProgress } from "../../src/progress.ts";
import { print } from "../support/command.ts";
import type { Outcome, Story } from "./run.ts";

/**
 * `npm run chaos -- [--runs N] [--seed S] [--dst] [--replicas N] [--side-by-side N]`: starts the real program with twenty channels on two
 * pretended platforms and six readers by mail, breaks its network, locks its database, kills it around its posts and starts it again, gives it
 * calm hours in the end, and then counts on the platforms' side. Ends with 1 if a channel or a reader got two posts, or none without a reason in the ledger.
 *
 * With `--replicas`, so many programs share a PostgreSQL server, which is stopped and killed as well; programs are also frozen, for
 * longer than a claim lasts or shorter.
 */
const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "20" },
    seed: { type: "string", default: "1" },
    dst: { type: "boolean", default: false },
    replicas: { type: "string", default: "1" },
    // A story waits for half of its time: so many keep two cores busy.
    "side-by-side": { type: "string", default: "4" },
    /** Set for a process that tells stories. */
    teller: { type: "boolean", default: false },
  },
});
const replicas = Number(values.replicas);
if (values.teller) await tellStories();
else await measure(Number(values.runs), Number(values.seed), Number(values["side-by-side"]));

async function measure(runs: number, seed: number, sideBySide: number): Promise<void> {
  const outcomes: Outcome[] = [];
  const stories = Array.from(
    { length: runs },
    (_, index): Story => ({ seed: seed + index, dst: values.dst }),
  );
  const bar = createProgress({
    output: process.stderr,
    interactive: process.stderr.isTTY === true,
    label: "chaos",
    total: runs,
    unit: "runs",
    now: () => performance.now(),
  });

  async function tellNext(): Promise<void> {
    // The clock of a process is shifted as a whole, so that stories told side by side need a process each.
    const teller = fork(fileURLToPath(import.meta.url), ["--teller", "--replicas", values.replicas]);
    for (let story = stories.shift(); story; story = stories.shift()) {
      teller.send(story);
      const answered = new AbortController();
      const { signal } = answered;
      const either = [once(teller, "message", { signal }), once(teller, "exit", { signal })];
      const [outcome] = (await Promise.race(either)) as [Outcome];
      answered.abort();
      await Promise.allSettled(either);
      if (typeof outcome !== "object") throw new Error(`the run with seed ${story.seed} broke off`);
      outcomes.push(outcome);
      bar.update(outcomes.length);
    }
    teller.disconnect();
  }

  await Promise.all(Array.from({ length: Math.min(sideBySide, runs) }, tellNext));
  bar.finish();
  report(outcomes);
  if (outcomes.some(({ violations }) => violations.length > 0)) process.exitCode = 1;
}

async function tellStories(): Promise<void> {
  const tell = await createTeller();
  process.on("message", (story: Story) => void tell(story).then((outcome) => process.send?.(outcome)));
}

async function createTeller(): Promise<(story: Story) => Promise<Outcome>> {
  if (replicas === 1) return (await import("./run.ts")).tell;
  const { createSharedServer } = await import("./together/shared-server.ts");
  const { tellTogether } = await import("./together/tell.ts");
  const server = await createSharedServer();
  process.once("disconnect", () => void server.stop());
  return (story) => tellTogether(story, replicas, server);
}

function report(outcomes: readonly Outcome[]): void {
  const channels = outcomes.reduce((sum, { ended }) => sum + total(ended), 0);
  print(`runs ${outcomes.length}, channels ${channels}`);
  print(
    `${replicas === 1 ? "lives before the calm" : "what befell the programs"}: ${listed(outcomes.map(({ lives }) => lives))}`,
  );
  print(`how the day ended: ${listed(outcomes.map(({ ended }) => ended))}`);
  print(`what requests met: ${listed(outcomes.map(({ fates }) => fates))}`);
  const late = outcomes.reduce((sum, outcome) => sum + outcome.late, 0);
  if (late > 0) print(`second posts, since the network held the first for half a minute: ${late}`);
  const bad = outcomes.filter(({ violations }) => violations.length > 0);
  for (const { seed, violations, home } of bad) {
    print(`seed ${seed} (log in ${home}):`);
    for (const violation of violations) print(`  ${violation}`);
  }
  print(
    bad.length === 0
      ? "no channel with two posts, none without a post or a reason"
      : `${bad.length} runs went wrong`,
  );
}

function listed(counts: readonly Readonly<Record<string, number>>[]): string {
  const sums = new Map<string, number>();
  for (const count of counts) {
    for (const [name, number] of Object.entries(count)) sums.set(name, (sums.get(name) ?? 0) + number);
  }
  return [...sums].map(([name, number]) => `${number} ${name}`).join(", ");
}

function total(count: Readonly<Record<string, number>>): number {
  return Object.values(count).reduce((sum, number) => sum + number, 0);
}
