import { setTimeout as sleep } from "node:timers/promises";
import { retry } from "../../../src/async/retry.ts";
import { deliveriesIn } from "../../../src/store/deliveries.ts";
import { countDay } from "../count.ts";
import { dueAt, morningOf, randomOf } from "../morning.ts";
import type { Program } from "../program.ts";
import type { Outcome, Story } from "../run.ts";
import { createScene, type Scene } from "../scene.ts";
import { isSettled } from "../settled.ts";
import { type Keeper, keepAlive } from "./keep-alive.ts";
import { createOutages } from "./outages.ts";
import type { SharedServer } from "./shared-server.ts";
import { createWeather, increase } from "./weather.ts";

/** How long before the papers are due the first program starts, and how far apart they start at most; in milliseconds. */
const EARLY_MS = 4000;
const APART_MS = 2500;
/** How long the first post may take, on a machine with much else to do; in milliseconds. */
const START_PATIENCE_MS = 90_000;
/** How long the bad weather lasts from then on: longer than a claim, so that those who live take over from those who don't. */
const STORM_MS = 36_000;
const STORM_VARIES_MS = 8_000;
/** While most posts go out, something may happen every so often, and less often afterwards; in milliseconds at most. */
const BUSY_MS = 15_000;
const ROUND_MS = 1500;
const LATER_ROUND_MS = 6000;
/** How many stories have a server that goes away while posts go out. */
const OUTAGES = 0.4;
/** How many stories go on with the programs that live, rather than with one that is started anew. */
const GOES_ON = 0.5;
/** The clock is set ahead by so much, so that whatever waits to be tried again is due; and again where need be. */
const AHEAD_MS = 35 * 60_000;
const MOST_AHEAD = 4;
/** How long a calm may take, in milliseconds: it ends as soon as all is posted. */
const CALM_PATIENCE_MS = 120_000;

/** What may befall a program at any moment, by the chance in percent. */
const TROUBLES: readonly (readonly [
  percent: number,
  name: string,
  cause: (program: Program, draw: number) => void,
])[] = [
  [5, "killed", (program) => program.kill()],
  [3, "stopped", (program) => program.stop()],
  [6, "frozen for a moment", (program, draw) => program.freeze(draw * 4000)],
  [4, "frozen for longer than a claim", (program, draw) => program.freeze(31_000 + draw * 8000)],
];
/** A request is broken off after ten seconds, in milliseconds. */
const QUIET_MS = 12_000;
const DROPS = 0.05;
const LOCKS = 0.05;
const LONGEST_LOCK_MS = 2500;

/** Tells a story of several programs on one database: bad weather for all of them, then calm, and then it is counted. */
export async function tellTogether(story: Story, programs: number, server: SharedServer): Promise<Outcome> {
  const random = randomOf(story.seed);
  const morning = morningOf(story);
  const database = await server.createDatabase();
  await database.setClock(morning.from);
  const weather = createWeather(random);
  const scene = await createScene({
    appointment: morning,
    history: random() < 0.75,
    isGreylisting: random() < 0.3,
    shared: { programs, address: database.address },
    fateOf: (_, method, path) => weather.fateOf(method, path),
  });
  const befell: Record<string, number> = {};
  const crashes: string[] = [];
  const lost: Promise<void>[] = [];
  const notes: Notes = {
    befell: (what) => increase(befell, what),
    sending: () => lost.push(noteSending(scene)),
  };
  const outages = createOutages(server, random, notes.befell);
  await database.setClock(new Date(dueAt(morning) - EARLY_MS));
  const keepers = scene.programs.map((program) =>
    keepAlive({
      program,
      random,
      after: random() * APART_MS,
      onEnd(byItself, startedAt) {
        if (!byItself) notes.sending();
        else if (outages.concern(startedAt)) notes.befell("ended without a server");
        else crashes.push("a program ended by itself");
      },
    }),
  );
  await weather.begun(START_PATIENCE_MS);
  await Promise.all([storm(scene, random, notes), random() < OUTAGES && outages.cause()]);
  weather.calm();
  while (scene.programs.some(({ isFrozen }) => isFrozen)) await sleep(50);
  // What is still on its way has arrived, or was broken off, before the clock is set ahead.
  await sleep(Math.max(QUIET_MS, weather.heldUntil - performance.now()));
  if (!outages.were && random() >= GOES_ON) await onlyOne(scene, keepers);
  for (let ahead = 1; ahead <= MOST_AHEAD; ahead += 1) {
    await database.setClock(new Date(Date.now() + AHEAD_MS));
    if ((await settles(scene)) && (await isSettled(scene))) break;
  }
  await endAll(scene, keepers);
  await Promise.all(lost);
  const count = await countDay(scene, morning.day);
  const violations = [...count.violations, ...crashes];
  const isBad = violations.length > 0;
  await scene.close(isBad);
  await database.drop();
  const { fates } = weather;
  return { ...story, ...count, lives: befell, fates, violations, ...(isBad && { home: scene.home }) };
}

/** Whoever is sending, and ends or stands still, can't tell what became of it: others have to look, or ask. */
async function noteSending({ db, lost }: Scene): Promise<void> {
  await whenServed(async () => {
    for (const { id } of await deliveriesIn(db, ["sending"])) lost.add(id);
  });
}

interface Notes {
  befell(what: string): void;
  /** Something is being sent at this moment by a program that can't go on. */
  sending(): void;
}

/** Lets things happen to the programs, to their connections and to the ledger, one after the other. */
async function storm(scene: Scene, random: () => number, notes: Notes): Promise<void> {
  const began = performance.now();
  const lasts = STORM_MS + random() * STORM_VARIES_MS;
  let frozen = 0;
  while (performance.now() - began < lasts) {
    const longest = performance.now() - began < BUSY_MS ? ROUND_MS : LATER_ROUND_MS;
    await sleep(random() * longest);
    if (random() < DROPS) scene.drop();
    if (random() < LOCKS) scene.lock(random() * LONGEST_LOCK_MS);
    const program = scene.programs[Math.floor(random() * scene.programs.length)];
    let left = random() * 100;
    const trouble = TROUBLES.find(([percent]) => {
      left -= percent;
      return left < 0;
    });
    if (program?.isRunning && trouble) {
      const [, name, cause] = trouble;
      cause(program, random());
      notes.befell(name);
    }
    const before = frozen;
    frozen = scene.programs.filter(({ isFrozen }) => isFrozen).length;
    if (frozen > before) notes.sending();
  }
}

/** All end, and one begins anew. */
async function onlyOne(scene: Scene, keepers: readonly Keeper[]): Promise<void> {
  await endAll(scene, keepers);
  scene.programs[0]?.start(new Date());
}

async function endAll({ programs }: Scene, keepers: readonly Keeper[]): Promise<void> {
  const stopped = keepers.map((keeper) => keeper.stop());
  for (const program of programs) program.kill();
  await Promise.all([...stopped, ...programs.map((program) => program.ended())]);
}

/** Waits until all that is due is posted, or the programs have had their time. */
async function settles(scene: Scene): Promise<boolean> {
  const end = performance.now() + CALM_PATIENCE_MS;
  await sleep(1000);
  while (performance.now() < end) {
    if (await whenServed(() => isSettled(scene, new Date()))) return true;
    await sleep(200);
  }
  return false;
}

/** The connections of before an outage are of no use after it. */
function whenServed<T>(ask: () => Promise<T>): Promise<T> {
  const end = performance.now() + 60_000;
  return retry(ask, { waitAfter: () => (performance.now() < end ? 100 : undefined) });
}
