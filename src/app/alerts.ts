import type { ChatPlatform } from "../chat/platform.ts";
import { counted } from "../counted.ts";
import { type Check, createAlerts, type Trouble } from "../observability/alerts.ts";
import { freeOf } from "../observability/disk.ts";
import type { PlatformState } from "../present/services.ts";
import type { Database } from "../store/database.ts";
import { givenUpSince } from "../store/health/given-up.ts";
import { isOut } from "../store/health/outages.ts";
import { isMailbox } from "../store/mail/mailboxes.ts";
import { machineOf } from "../store/replicas/replicas.ts";
import { silentSources } from "../sync/silent-sources.ts";
import { addDays, MINUTE_MS, utcDay } from "../time/day.ts";
import type { Host } from "./host.ts";
import type { OpenApp } from "./open-app.ts";
import type { Replica } from "./replica.ts";

/** How often is looked, in milliseconds; the first time after a start has come to rest. */
const EVERY_MS = 10 * MINUTE_MS;
const FIRST_MS = MINUTE_MS;

/** Below this share of the disk it is trouble, and from the other on it is over. */
const LOW_DISK = 0.05;
const ENOUGH_DISK = 0.06;

/** A paper that was given up is trouble for so many days, if no later one is posted. */
const GIVEN_UP_DAYS = 7;

interface Running {
  readonly app: Pick<OpenApp, "library" | "syncer" | "operators" | "provenTime" | "replica">;
  readonly platforms: readonly ChatPlatform[];
  readonly states: () => readonly PlatformState[];
  /** What is free of a folder's disk, where that is not to be looked up. */
  readonly free?: typeof freeOf;
}

/** Tells the operators of trouble while the program runs. The answer ends that. */
export function startAlerts(host: Host, running: Running): () => void {
  const alerts = createAlerts({
    checks: checksOf(host, running),
    judges: (about) => isOurs(about, running),
    db: running.app.library.db,
    operators: running.app.operators,
    now: host.now,
    provenTime: running.app.provenTime,
    log: host.log.child("alerts"),
  });
  const first = setTimeout(alerts.look, FIRST_MS);
  const timer = setInterval(alerts.look, EVERY_MS);
  return () => {
    clearTimeout(first);
    clearInterval(timer);
  };
}

/** Each process looks at its own disk; of what all see, one tells. */
export function isOurs(about: string, { app, states }: Running): boolean {
  const [kind, name] = about.split(" ");
  if (kind === "disk") return about === diskOf(app.replica) || !isAlive(about, app.replica);
  if (!app.replica.has("alerts")) return false;
  if (kind === "token") return states().some((one) => one.name === name);
  return kind !== "silent" || app.syncer?.sources.some((one) => about === `silent ${one.name}`) === true;
}

/** What trouble with the disk of this process is about. */
function diskOf({ isShared, name }: Replica): string {
  return isShared ? `disk of ${machineOf(name)}` : "disk";
}

/** Whether a process runs on the machine whose disk this is about. */
function isAlive(about: string, { living }: Replica): boolean {
  return living().some(({ name }) => about === `disk of ${machineOf(name)}`);
}

/** What is looked for, by the beginning of what it is about. */
export function checksOf(
  host: Pick<Host, "config" | "now">,
  running: Running,
): Readonly<Record<string, Check>> {
  const { app } = running;
  const { db } = app.library;
  const ofAll =
    (check: Check): Check =>
    async (known) =>
      app.replica.has("alerts") ? check(known) : [];
  return {
    disk: async (known) => diskTrouble(await (running.free ?? freeOf)(host.config.home), known, app.replica),
    silent: ofAll(async () =>
      (await silentSources(db, app.syncer?.sources ?? [], host.now())).map(({ source, since, detail }) => ({
        about: `silent ${source.name}`,
        text: `${source.label} has brought no papers since ${since} (${detail}). If that lasts, check its settings: SOURCES, FEEDS and its key.`,
        well: `${source.label} brings papers again.`,
      })),
    ),
    "given up": ofAll(() => givenUpTrouble(db, host.now())),
    token: ofAll(() => tokenTrouble({ ...running, now: host.now() })),
  };
}

function diskTrouble(
  { share, bytes }: Awaited<ReturnType<typeof freeOf>>,
  known: ReadonlySet<string>,
  replica: Replica,
): readonly Trouble[] {
  const about = diskOf(replica);
  if (share >= (known.has(about) ? ENOUGH_DISK : LOW_DISK)) return [];
  const left = `${(bytes / 1e9).toFixed(1)} GB`;
  if (replica.isShared) {
    const machine = machineOf(replica.name);
    return [
      {
        about,
        text: `Less than 5 % of the disk of PAPERBOY_HOME on ${machine} is free (${left}). Free some space: on a full disk, the search index can't be saved there.`,
        well: `The disk of PAPERBOY_HOME on ${machine} has enough space again.`,
      },
    ];
  }
  return [
    {
      about,
      text: `Less than 5 % of the disk that holds the library is free (${left}). Free some space: on a full disk, nothing can be posted or saved.`,
      well: "The disk that holds the library has enough space again.",
    },
  ];
}

async function givenUpTrouble(db: Database, now: Date): Promise<readonly Trouble[]> {
  const lost = await givenUpSince(db, addDays(utcDay(now), -GIVEN_UP_DAYS));
  return [...new Set(lost.map(({ platform }) => platform))].map((platform) => {
    const those = lost.filter((one) => one.platform === platform);
    const noun = isMailbox({ platform }) ? "reader" : "channel";
    return {
      about: `given up ${platform}`,
      text: `I gave up on the last papers for ${counted(those.length, noun)} on ${nameOf(platform)}. ${those[0]?.reason} /status has the details.`,
      well: `Every ${noun} on ${nameOf(platform)} gets its papers again.`,
    };
  });
}

async function tokenTrouble({
  app,
  platforms,
  states,
  now,
}: Running & { readonly now: Date }): Promise<readonly Trouble[]> {
  const found = states().map(async ({ name, state }) => {
    const problem = await platforms.find((one) => one.name === name)?.tokenProblem?.();
    const isClosed = state === "failed" || problem !== undefined;
    if (!isClosed && !(await isOut(app.library.db, name, now))) return [];
    const what = problem ?? "The log says why; put that right and start the bot again.";
    return {
      about: `token ${name}`,
      outage: name,
      text: `${nameOf(name)} doesn't let me in any more. ${what}`,
      well: `${nameOf(name)} lets me in again.`,
    };
  });
  return (await Promise.all(found)).flat();
}

function nameOf(platform: string): string {
  return `${platform.charAt(0).toUpperCase()}${platform.slice(1)}`;
}
