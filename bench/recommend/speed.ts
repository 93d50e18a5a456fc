import { pickFor } from "../../src/delivery/planning/request.ts";
import { createRunner } from "../../src/delivery/runner.ts";
import type { Library } from "../../src/library/library.ts";
import { createLogger } from "../../src/log.ts";
import { profileOfChannel } from "../../src/taste/profile.ts";
import { createTaste } from "../../src/taste/taste.ts";
import { print } from "../support/command.ts";
import { watched } from "../support/measure.ts";
import type { Lab } from "./labs.ts";

const VOTES = 200;
const DAY_MS = 86_400_000;

/** From a press of a button to the vote on disk, to a profile that has it, and to a pick by that profile. */
export async function measureVotes({ db, index }: Library, labs: readonly Lab[]): Promise<void> {
  const now = nowOf(labs);
  const taste = createTaste({ db, now: () => now });
  const day = now.toISOString().slice(0, 10);
  const [stored, learned, picked]: [number[], number[], number[]] = [[], [], []];
  // The first pick after a start makes ready what all others use.
  for (const { subscription } of labs.slice(0, 1))
    await watchedLine("first pick", () => pickFor(db, index, subscription, day));
  for (let at = 0; at < VOTES; at += 1) {
    const lab = labs[at % labs.length];
    const paper = lab?.alike[Math.floor(at / labs.length)];
    if (!lab || paper === undefined) continue;
    const { subscription } = lab;
    const began = performance.now();
    await taste.vote({ ...subscription, user: `u${at}` }, paper, "up");
    stored.push(performance.now() - began);
    const { likes } = await profileOfChannel(db, subscription, now);
    if (!likes.some((like) => like.paper === paper)) throw new Error(`the vote on ${paper} was not learned`);
    learned.push(performance.now() - began);
    await pickFor(db, index, subscription, day);
    picked.push(performance.now() - began);
  }
  print(`a vote              on disk ${spread(stored)}`);
  print(`                    in the profile ${spread(learned)}`);
  print(`                    and in a pick ${spread(picked)}`);
}

/** The picks of all channels, one after the other. */
export async function measurePicks({ db, index }: Library, labs: readonly Lab[]): Promise<void> {
  const day = nowOf(labs).toISOString().slice(0, 10);
  let [looked, papers] = [0, 0];
  const times: number[] = [];
  const { seconds, block } = await watched(async () => {
    for (const { subscription } of labs) {
      const began = performance.now();
      const pick = await pickFor(db, index, subscription, day);
      times.push(performance.now() - began);
      papers += pick.papers.length;
      looked += pick.papers.length + pick.dropped.length;
    }
  });
  print(
    `picks               ${labs.length} channels in ${seconds.toFixed(1)} s, ${Math.round(looked / labs.length)} candidates each, ${papers} papers; ${spread(times)}; longest block ${block} ms`,
  );
}

/** The same as it happens in the morning: written into the ledger, while people vote. */
export async function measurePlan({ db, index }: Library, labs: readonly Lab[]): Promise<void> {
  const now = nowOf(labs);
  const taste = createTaste({ db, now: () => now });
  const runner = createRunner({
    db,
    index,
    isReady: () => true,
    posters: new Map(),
    card: () => ({ title: "", facts: [], buttons: [] }),
    list: () => ({ cards: [] }),
    owner: "bench",
    now: () => now,
    random: Math.random,
    log: createLogger("silent"),
  });
  const waits: number[] = [];
  let isOver = false;
  const people = async () => {
    for (let at = 0; !isOver; at += 1) {
      const lab = labs[at % labs.length];
      const began = performance.now();
      if (lab) await taste.vote({ ...lab.subscription, user: `v${at}` }, lab.alike[0] ?? "", "up");
      waits.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const voting = people();
  const { seconds, block } = await watched(() => runner.tick());
  isOver = true;
  await voting;
  await runner.stop();
  print(
    `planned             ${labs.length} channels in ${seconds.toFixed(1)} s; longest block ${block} ms; votes meanwhile ${spread(waits)}`,
  );
}

function nowOf([lab]: readonly Lab[]): Date {
  return new Date((lab?.subscription.plannedUntil.getTime() ?? 0) + DAY_MS);
}

async function watchedLine(name: string, work: () => Promise<unknown>): Promise<void> {
  const { seconds, block } = await watched(work);
  print(`${name.padEnd(19)} ${(1000 * seconds).toFixed(0)} ms, longest block ${block} ms`);
}

function spread(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1);
  return `p50 ${at(0.5)}  p95 ${at(0.95)}  longest ${at(1)} ms`;
}
