import { setTimeout as sleep } from "node:timers/promises";
import { deliveriesIn } from "../../src/store/deliveries.ts";
import { createRandom } from "../random.ts";
import { type Count, countDay } from "./count.ts";
import { calm, createFates, isPost } from "./fates.ts";
import { type Appointment, createScene, type Scene } from "./scene.ts";

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

type Morning = Appointment & { readonly day: string };

const ORDINARY: readonly Morning[] = [
  { timezone: "Europe/Berlin", time: "09:00", day: "2026-11-25", from: new Date("2026-11-25T07:55Z") },
];
/** A due time that does not exist, or that comes twice; from half an hour before it. */
const CHANGES: readonly Morning[] = [
  { timezone: "Europe/Berlin", time: "02:30", day: "2027-03-28", from: new Date("2027-03-28T00:55Z") },
  { timezone: "Europe/Berlin", time: "02:30", day: "2026-10-25", from: new Date("2026-10-25T00:05Z") },
  { timezone: "America/New_York", time: "02:30", day: "2027-03-14", from: new Date("2027-03-14T06:55Z") },
  { timezone: "America/New_York", time: "01:30", day: "2026-11-01", from: new Date("2026-11-01T05:05Z") },
];

const MINUTE = 60_000;
/** How long it may be down between two lives: within a lease, longer, longer than Discord remembers a nonce. */
const PAUSES_MS = [0, 5000, 40_000, 2 * MINUTE, 5 * MINUTE, 12 * MINUTE];
/** How long a program lives without having posted at all, at most, in milliseconds. */
const LONGEST_LIFE_MS = 20_000;
/**
 * How many lives end within so many milliseconds of their first post: while the posts go out, while they are written
 * down and tried again, and after every answer that never came was given up.
 */
const AFTER_POST_MS: readonly (readonly [share: number, ms: number])[] = [
  [0.5, 400],
  [0.35, 3000],
  [0.15, 13_000],
];
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
/** Lives without a fault in the end, and how far apart: the second half past two comes an hour after the first. */
const CALM_LIVES = 4;
const CALM_PAUSE_MS = 35 * MINUTE;
/** How long a calm life may take to post what is due, in milliseconds: it ends as soon as it has. */
const CALM_PATIENCE_MS = 120_000;

/** Tells one story: the program is killed and started in bad weather, then in calm weather, and then it is counted. */
export async function tell({ seed, dst }: Story): Promise<Outcome> {
  // Seeds that follow each other begin alike; a few draws set them apart.
  const random = createRandom(seed * 7919 + 17);
  for (let turn = 0; turn < 10; turn++) random();
  const mornings = dst ? CHANGES : ORDINARY;
  const morning = mornings[seed % mornings.length] ?? (ORDINARY[0] as Morning);
  const fates: Record<string, number> = {};
  let requests = 0;
  let drawFate = createFates(random);
  const scene = await createScene({
    appointment: morning,
    history: random() < 0.75,
    fateOf(method, path) {
      if (isPost(path)) requests += 1;
      const fate = drawFate(method, path);
      const name = "taken" in fate ? `${fate.kind} ${fate.taken ? "after" : "before"} it` : fate.kind;
      fates[name] = (fates[name] ?? 0) + 1;
      return fate;
    },
  });
  const ends: Record<string, number> = {};
  let time = morning.from.getTime();
  const lives = 3 + Math.floor(random() * 4);
  for (let life = 0; life < lives && !(await isSettled(scene)); life++) {
    // The first life begins before the paper is due, the second at the time when it is.
    time += life === 1 ? 0 : (PAUSES_MS[Math.floor(random() * PAUSES_MS.length)] ?? 0);
    if (life === 1) time = Math.max(time, dueAt(morning));
    scene.program.start(new Date(time));
    const before = requests;
    if (life === 0 || random() < EARLY_ENDS) await living(scene, random() * EARLY_END_MS);
    else {
      await living(scene, LONGEST_LIFE_MS, () => requests > before);
      if (random() < DROPS) scene.drop();
      if (random() < LOCKS) scene.lock(random() * LONGEST_LOCK_MS);
      await living(scene, random() * longestAfterPost(random()));
    }
    const end = await endLife(scene, random);
    ends[end] = (ends[end] ?? 0) + 1;
    time = Date.now();
  }
  drawFate = calm;
  for (let life = 0; life < CALM_LIVES; life++) {
    time = Date.now() + CALM_PAUSE_MS;
    scene.program.start(new Date(time));
    await settled(scene);
    // All is in the ledger, so that an end in peace would show nothing more than an end.
    scene.program.kill();
    await scene.program.ended();
  }
  const count = await countDay(scene, morning.day);
  const isBad = count.violations.length > 0;
  await scene.close(isBad);
  return { seed, dst, lives: ends, fates, ...count, ...(isBad && { home: scene.home }) };
}

/** In the gap of spring, half past two is when the clocks have been put forward. */
function dueAt({ from, time }: Morning): number {
  const minutes = time === "09:00" ? 5 : from.getUTCMinutes() === 5 ? 25 : 5;
  return from.getTime() + minutes * MINUTE;
}

function longestAfterPost(draw: number): number {
  let left = draw;
  for (const [share, ms] of AFTER_POST_MS) {
    left -= share;
    if (left < 0) return ms;
  }
  return 0;
}

async function endLife(scene: Scene, random: () => number): Promise<string> {
  const { program } = scene;
  let end = program.isRunning ? "killed at some moment" : "killed at a request";
  if (program.isRunning && random() < PEACEFUL_ENDS) {
    program.stop();
    await living(scene, random() * LONGEST_END_MS);
    end = program.isRunning ? "killed while it was stopping" : "stopped";
  }
  program.kill();
  await program.ended();
  return end;
}

/** Waits for so long, or until enough has happened, or a fate has killed it. */
async function living({ program }: Scene, ms: number, enough = () => false): Promise<void> {
  const end = performance.now() + ms;
  while (program.isRunning && performance.now() < end && !enough()) await sleep(2);
}

/** Waits until all that is due is posted, or the program has had its time. */
async function settled(scene: Scene): Promise<void> {
  const end = performance.now() + CALM_PATIENCE_MS;
  await sleep(1000);
  while (scene.program.isRunning && performance.now() < end && !(await isSettled(scene, new Date())))
    await sleep(100);
}

/** Whether every channel has its row, and nothing is to be done (by then) about any but what waits for a person. */
async function isSettled({ db, places }: Scene, until?: Date): Promise<boolean> {
  const waiting = await deliveriesIn(db, ["uncertain"]);
  const open = [
    ...(await deliveriesIn(db, ["planned", "failed"], until)),
    ...(await deliveriesIn(db, ["sending"])),
  ].filter(({ kind, channel }) => kind === "post" || !waiting.some((post) => post.channel === channel));
  const { count } = await db
    .selectFrom("deliveries")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("kind", "=", "post")
    .executeTakeFirstOrThrow();
  return open.length === 0 && Number(count) >= places.length;
}
