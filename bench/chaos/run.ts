import { setTimeout as sleep } from "node:timers/promises";
import { deliveriesIn } from "../../src/store/deliveries.ts";
import { type Count, countDay } from "./count.ts";
import { calm, createFates, createWithdrawal, isPost, type Withdrawal } from "./fates.ts";
import { dueAt, morningOf, randomOf } from "./morning.ts";
import type { Program } from "./program.ts";
import type { Fate } from "./proxy.ts";
import { createScene, type Scene } from "./scene.ts";
import { isSettled } from "./settled.ts";

/** A story that a seed tells, always the same but for the scheduling of the machine. */
export interface Story {
  readonly seed: number;
  /** Over a change of the clocks, instead of an ordinary morning. */
  readonly dst: boolean;
}

export interface Outcome extends Count, Story {
  /** Lives before the calm, by how they ended. */
  readonly lives: Readonly<Record<string, number>>;
  /** Requests that met each fate. */
  readonly fates: Readonly<Record<string, number>>;
  /** Where the program's log is kept, if there was a violation. */
  readonly home?: string;
}

const MINUTE = 60_000;
/** How long it may be down between two lives: within a lease, longer, longer than Discord remembers a nonce. */
const PAUSES_MS = [0, 5000, 40_000, 2 * MINUTE, 5 * MINUTE, 12 * MINUTE];
/** The same while the token is withdrawn: some three lives go through the hour. Each start costs more than what it shows. */
const WITHDRAWN_PAUSES_MS = [40_000, 12 * MINUTE, 25 * MINUTE, 40 * MINUTE];
/** How long a program lives without having posted enough, at most, in milliseconds. */
const LONGEST_LIFE_MS = 20_000;
const LONGEST_WITHDRAWN_LIFE_MS = 5000;
/** A life ends some time after so many requests for posts, at most; few more often than many. */
const MOST_REQUESTS = 30;
/**
 * How many lives end within so many milliseconds of that: while the posts go out, while they are written
 * down and tried again, and after every answer that never came was given up.
 */
const AFTER_POST_MS: readonly (readonly [share: number, ms: number])[] = [
  [0.6, 400],
  [0.3, 3000],
  [0.1, 13_000],
];
/** How many stories have a life that ends before the paper is due. */
const EARLY_STARTS = 0.4;
/** How many of its lives end before it begins to post, and within how many milliseconds. */
const EARLY_ENDS = 0.25;
const EARLY_END_MS = 1500;
/** How many of its lives end by being told to stop, and how long it has for that until it is killed all the same. */
const PEACEFUL_ENDS = 0.15;
const LONGEST_END_MS = 4000;
/** How many of its lives lose their connections, and how many find the database locked, and for how long at most. */
const DROPS = 0.3;
const LOCKS = 0.3;
const LONGEST_LOCK_MS = 2500;
/**
 * The waits before the lives without a fault in the end: the second half past two comes an hour after the first. Two of
 * them, and more only where something is still to be tried again.
 */
const CALM_PAUSES_MS = [35 * MINUTE, 70 * MINUTE, 35 * MINUTE, 35 * MINUTE];
const CALM_LIVES = 2;
/** How many of those who see the token withdrawn see it come back, too; and how soon. It is a minute until they try again. */
const SEE_IT_BACK = 0.15;
const BACK_IN_MS = 4000;
/** How long a calm life may take to post what is due, in milliseconds: it ends as soon as it has. */
const CALM_PATIENCE_MS = 120_000;

/** Tells one story: the program is killed and started in bad weather, then in calm weather, and then it is counted. */
export async function tell({ seed, dst }: Story): Promise<Outcome> {
  const random = randomOf(seed);
  const morning = morningOf({ seed, dst });
  const fates: Record<string, number> = {};
  let requests = 0;
  let drawFate = createFates(random);
  const withdrawal = createWithdrawal(random, Date.now, (platforms) => {
    if (platforms.includes("discord")) scene.discord.gateway.close(4004);
  });
  const scene: Scene = await createScene({
    appointment: morning,
    history: random() < 0.75,
    isGreylisting: random() < 0.3,
    fateOf(platform, method, path) {
      if (isPost(path)) requests += 1;
      // Slack's other token, for the connection, stays.
      const isWithdrawn =
        withdrawal.isOn(platform, drawFate === calm ? 0 : requests) && !path.includes("apps.connections");
      const fate: Fate = isWithdrawn ? { kind: "withdrawn" } : drawFate(method, path);
      const name = "taken" in fate ? `${fate.kind} ${fate.taken ? "after" : "before"} it` : fate.kind;
      fates[name] = (fates[name] ?? 0) + 1;
      return fate;
    },
  });
  const program = programOf(scene);
  const ends: Record<string, number> = {};
  let time = morning.from.getTime();
  const lives = 3 + Math.floor(random() * 4);
  const crashes: string[] = [];
  for (let life = random() < EARLY_STARTS ? 0 : 1; life < lives || isWithdrawn(withdrawal); life++) {
    if (await isSettled(scene)) break;
    // The first life begins before the paper is due, the second at the time when it is.
    const pauses = isWithdrawn(withdrawal) ? WITHDRAWN_PAUSES_MS : PAUSES_MS;
    time += life === 1 ? 0 : (pauses[Math.floor(random() * pauses.length)] ?? 0);
    if (life === 1) time = Math.max(time, dueAt(morning));
    if (time > Date.now()) await scene.arrived();
    program.start(new Date(time));
    const enough = requests + 1 + Math.floor(random() ** 2 * MOST_REQUESTS);
    if (life === 0 || random() < EARLY_ENDS) await living(scene, random() * EARLY_END_MS);
    else {
      const longest = isWithdrawn(withdrawal) ? LONGEST_WITHDRAWN_LIFE_MS : LONGEST_LIFE_MS;
      await living(scene, longest, () => requests >= enough);
      if (random() < DROPS) scene.drop();
      if (random() < LOCKS) scene.lock(random() * LONGEST_LOCK_MS);
      await living(scene, random() * longestAfterPost(random()));
    }
    const end = await endLife(scene, random);
    ends[end] = (ends[end] ?? 0) + 1;
    // Where it may not speak on any platform it ends, so that whoever watches over it can act.
    const mayEnd = isWithdrawn(withdrawal) && withdrawal.platforms.length === 2;
    if (end === ENDED_BY_ITSELF && !mayEnd) crashes.push("the program ended by itself");
    time = Date.now();
  }
  drawFate = calm;
  for (const [index, pause] of CALM_PAUSES_MS.entries()) {
    if (index >= CALM_LIVES && (await isSettled(scene))) break;
    const seesItBack = index === 0 && withdrawal.until !== undefined && random() < SEE_IT_BACK;
    time = Math.max(Date.now(), (withdrawal.until ?? 0) - BACK_IN_MS) + (seesItBack ? 0 : pause);
    await scene.arrived();
    program.start(new Date(time));
    await settled(scene);
    // All is in the ledger, so that an end in peace would show nothing more than an end.
    program.kill();
    await program.ended();
  }
  const count = await countDay(scene, morning.day);
  const all = [...count.violations, ...crashes];
  await scene.close(all.length > 0);
  return {
    seed,
    dst,
    lives: ends,
    fates,
    ...count,
    violations: all,
    ...(all.length > 0 && { home: scene.home }),
  };
}

function programOf({ programs }: Scene): Program {
  const [program] = programs;
  if (!program) throw new Error("no program");
  return program;
}

function isWithdrawn({ until }: Withdrawal): boolean {
  return until !== undefined && Date.now() < until;
}

function longestAfterPost(draw: number): number {
  let left = draw;
  for (const [share, ms] of AFTER_POST_MS) {
    left -= share;
    if (left < 0) return ms;
  }
  return 0;
}

const ENDED_BY_ITSELF = "ended by itself";

async function endLife(scene: Scene, random: () => number): Promise<string> {
  const program = programOf(scene);
  let end = program.isRunning ? "killed at some moment" : "killed at a request";
  if (program.isRunning && random() < PEACEFUL_ENDS) {
    program.stop();
    await living(scene, random() * LONGEST_END_MS);
    end = program.isRunning ? "killed while it was stopping" : "stopped";
  }
  program.kill();
  if (await program.ended()) return ENDED_BY_ITSELF;
  // Told to stop, it writes down what it was answered; killed, it cannot.
  if (end !== "stopped") for (const { id } of await deliveriesIn(scene.db, ["sending"])) scene.lost.add(id);
  return end;
}

/** Waits for so long, or until enough has happened, or a fate has killed it. */
async function living(scene: Scene, ms: number, enough = () => false): Promise<void> {
  const program = programOf(scene);
  const end = performance.now() + ms;
  while (program.isRunning && performance.now() < end && !enough()) await sleep(2);
}

/** Waits until all that is due is posted, or the program has had its time. */
async function settled(scene: Scene): Promise<void> {
  const program = programOf(scene);
  const end = performance.now() + CALM_PATIENCE_MS;
  await sleep(1000);
  while (program.isRunning && performance.now() < end && !(await isSettled(scene, new Date())))
    await sleep(100);
}
