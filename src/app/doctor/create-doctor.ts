import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { commands } from "../../../commands/index.ts";
import { type Config, settings } from "../../config.ts";
import { examine } from "../../doctor/examine.ts";
import { checkFleet } from "../../doctor/fleet.ts";
import { checkMachine } from "../../doctor/machine.ts";
import type { Probe } from "../../doctor/probe.ts";
import type { DoctorReport } from "../../doctor/report.ts";
import { checkSettings } from "../../doctor/settings.ts";
import { checkZones } from "../../doctor/zones.ts";
import { type EnvLines, readEnvLines } from "../../env-file.ts";
import { codeOf } from "../../errors.ts";
import { secretsIn } from "../../secrets-in.ts";
import type { Database } from "../../store/database.ts";
import { dialectOf } from "../../store/dialect.ts";
import { readMailAnswer } from "../../store/mail/answer.ts";
import { allSubscriptions, type Subscription } from "../../store/subscriptions.ts";
import { namesIn, readUsableConfig } from "../../usable-config.ts";
import { readFleet } from "../fleet.ts";
import { homeFiles } from "../home.ts";
import type { BareHost } from "../host.ts";
import { type LookedLibrary, libraryProbe, lookAtDatabase, lookAtHome, lookFromInside } from "./library.ts";
import { pageProbe } from "./page.ts";
import { platformProbes } from "./platforms.ts";
import { type Senses, systemSenses } from "./senses.ts";
import { SHAPES } from "./shapes.ts";
import { sourcesProbe } from "./sources.ts";

export interface DoctorParts extends Pick<BareHost, "env" | "root" | "version" | "now"> {
  /** Where .env is looked for; the current folder, if not given. */
  readonly folder?: string;
  /** The library that this process has open; without it, the one of PAPERBOY_HOME is looked at from outside. */
  readonly inside?: {
    readonly db: Database;
    papers(): number;
    /** Whether this process is the bot, and not a command beside it. */
    readonly isServing: boolean;
  };
  readonly senses?: Partial<Senses>;
}

interface ExamineNow {
  readonly onProgress?: (waitingFor: readonly string[]) => void;
}

/** Looks at everything that the bot needs, with its own credentials. It changes nothing, never rejects, and takes less than ten seconds. */
export type Doctor = (options?: ExamineNow) => Promise<DoctorReport>;

export function createDoctor(parts: DoctorParts): Doctor {
  const senses = { ...systemSenses, ...parts.senses };
  const { env, now, version, inside, folder = "." } = parts;
  return async ({ onProgress } = {}) => {
    const usable = readUsableConfig(env);
    const { config } = usable;
    const files = homeFiles(config);
    const library = await lookAt(config, inside);
    const { db, isRunning } = library;
    try {
      const subscribed = db ? allSubscriptions(db).catch(() => []) : Promise.resolve([]);
      return await examine({
        probes: [
          machineProbe(parts, senses, library, files.library),
          settingsProbe(parts, usable, resolve(folder, ".env"), senses),
          libraryProbe(library, files, senses),
          ...(db && config.databaseUrl !== undefined ? [fleetProbe(db, now())] : []),
          zonesProbe(subscribed, senses),
          ...(await platformProbes(config, {
            specs: commands.map(({ spec }) => spec),
            subscribed,
            // A library that cannot be read is a finding of its own.
            lastAnswer: db && (() => readMailAnswer(db).catch(() => undefined)),
            now: () => now().getTime(),
          })),
          sourcesProbe({
            settings: config.sources,
            db,
            isRunning,
            version,
            isAllowedAddress: senses.isAllowedAddress,
            now,
          }),
          pageProbe(config, isRunning),
        ],
        now,
        isRunning,
        secrets: secretsIn(env),
        ...(onProgress && { onProgress }),
      });
    } finally {
      await library.close();
    }
  };
}

async function lookAt(config: Config, inside: DoctorParts["inside"]): Promise<LookedLibrary> {
  const files = homeFiles(config);
  if (config.databaseUrl !== undefined) {
    const library = await lookAtDatabase(config.databaseUrl);
    return { ...library, isRunning: inside?.isServing ? true : undefined };
  }
  return inside ? lookFromInside(files, inside) : lookAtHome(files);
}

function fleetProbe(db: Database, now: Date): Probe {
  return {
    title: "Processes",
    look: async () => checkFleet(await readFleet(db, (await dialectOf(db).time(db)) ?? now)),
  };
}

function machineProbe(
  { root }: DoctorParts,
  senses: Senses,
  { looked, isRunning }: LookedLibrary,
  file: string,
): Probe {
  return {
    title: "This machine",
    look: async () =>
      checkMachine({
        node: senses.node,
        oldestNode: oldestNode(root),
        memory: senses.memory(),
        disk: await senses.disk(file),
        libraryBytes: looked.bytes,
        papers: looked.papers,
        isRunning: isRunning ?? false,
      }),
  };
}

/** What package.json asks for: ">=20.19". */
function oldestNode(root: string): string {
  const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly engines?: { readonly node?: string };
  };
  return engines?.node?.replace(/[^\d.]/gu, "") ?? "0";
}

function settingsProbe(
  { env, inside }: DoctorParts,
  { config, problems }: ReturnType<typeof readUsableConfig>,
  path: string,
  senses: Senses,
): Probe {
  return {
    title: "Settings",
    look: async () => {
      const file = readEnvFile(path);
      return checkSettings({
        names: Object.keys(settings),
        env,
        hasStarted: inside?.isServing ?? false,
        file: typeof file === "object" ? { ...file, isOpen: senses.isOpenToOthers(path) } : file,
        problems: problems.map((text) => ({ text, names: namesIn(text) })),
        shapes: SHAPES,
        hasPlatform: config.discord !== undefined || config.slack !== undefined,
      });
    },
  };
}

function readEnvFile(path: string): EnvLines | "unreadable" | undefined {
  try {
    return readEnvLines(readFileSync(path, "utf8"));
  } catch (error) {
    return codeOf(error) === "ENOENT" ? undefined : "unreadable";
  }
}

function zonesProbe(subscribed: Promise<readonly Subscription[]>, senses: Senses): Probe {
  return {
    title: "This machine",
    look: async () =>
      checkZones({
        icu: senses.icu,
        knowsZones: senses.knowsZone("Europe/Berlin") && senses.knowsZone("Asia/Kolkata"),
        subscriptions: (await subscribed).map(({ platform, channel, server, timezone }) => ({
          platform,
          channel,
          ...(server !== undefined && { server }),
          timezone,
          isKnown: senses.knowsZone(timezone),
        })),
      }),
  };
}
