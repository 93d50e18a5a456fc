import { noticesFor } from "../delivery/notices.ts";
import type { Operators } from "../delivery/operators.ts";
import { messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Database } from "../store/database.ts";
import { groupCommit } from "../store/group-commit.ts";
import { BY_ALERT, lastOutage, outagesOf } from "../store/health/outages.ts";
import { insertNotices } from "../store/notices.ts";
import type { ProvenTime } from "../store/retention/proven-time.ts";
import { readSetting, writeSetting } from "../store/settings.ts";
import { DAY_MS } from "../time/day.ts";

/** Something that only the operator can put right. */
export interface Trouble {
  /** The key of the trouble, the same while it lasts, e.g. "silent arxiv". */
  readonly about: string;
  /** What is wrong and what to do, in whole sentences. */
  readonly text: string;
  /** The message when it is over. */
  readonly well: string;
  /** The platform, if it refuses the bot: a refused post may have told the operators already. */
  readonly outage?: string;
}

/** Looks for one kind of trouble. `known` are those that the operator has been told of, so that a limit can have two sides. */
export type Check = (known: ReadonlySet<string>) => Promise<readonly Trouble[]>;

interface AlertsParts {
  /** By the first word of their trouble's `about`. */
  readonly checks: Readonly<Record<string, Check>>;
  /** Whether this process can see that a trouble is over: another one on the same library may run other platforms. */
  readonly judges?: (about: string) => boolean;
  readonly db: Database;
  readonly operators: Operators;
  readonly now: () => Date;
  readonly provenTime: ProvenTime;
  readonly log: Logger;
}

interface Alerts {
  /** Runs all checks once, and reports what is new and what is over. Never rejects. */
  look(): Promise<void>;
}

/** The setting that holds what was reported, with the message for when it is over. */
const SETTING = "alerts";

/**
 * Tells the operators of trouble: one private message when it begins and one when it is over, whatever restarts are in between.
 * All that begins at once is one message. It is in the log in any case, for where nobody can be told.
 */
export function createAlerts({
  checks,
  judges = () => true,
  db,
  operators,
  now,
  provenTime,
  log,
}: AlertsParts): Alerts {
  async function look(): Promise<void> {
    const remembered = await readSetting(db, SETTING);
    const before = new Map<string, string>(JSON.parse(remembered ?? "[]"));
    const known = new Set(before.keys());
    const current = new Map<string, Trouble>();
    for (const [about, well] of before) if (!judges(about)) current.set(about, { about, text: "", well });
    for (const [kind, check] of Object.entries(checks)) {
      try {
        for (const trouble of await check(known)) current.set(trouble.about, trouble);
      } catch (error) {
        // What could not be checked counts as unchanged.
        log.warn({ err: messageOf(error), kind }, "could not look for trouble");
        for (const [about, well] of before)
          if (about.startsWith(kind)) current.set(about, { about, text: "", well });
      }
    }
    const begun = [...current.values()].filter(({ about }) => !known.has(about));
    const over = [...before].filter(([about]) => !current.has(about));
    if (begun.length + over.length === 0) return;
    for (const { about, text } of begun) log.error({ about }, text);
    for (const [about, well] of over) log.info({ about }, well);
    const [to, madeAt, at] = [await operators.all(), await provenTime(), now()];
    const news = [
      {
        about: `alert begun ${at.toISOString()}`,
        texts: begun.flatMap(({ text, outage }) => (outage ? [] : text)),
      },
      { about: `alert over ${at.toISOString()}`, texts: over.map(([, well]) => well) },
      ...(await newOutages(begun, at)),
    ].filter(({ texts }) => texts.length > 0);
    await groupCommit(db, async (tx) => {
      // Another process was quicker; the next look sees what it reported.
      if ((await readSetting(tx, SETTING)) !== remembered) return;
      for (const { about, texts } of news) {
        const notices = noticesFor(to, { about, text: texts.join("\n\n") });
        await insertNotices(tx, notices, { madeAt, nextTry: at });
      }
      const told = [...current.values()].map(({ about, well }) => [about, well]);
      await writeSetting(tx, SETTING, JSON.stringify(told));
    });
  }

  /** By the names under which a refused post looks whether the operators know. */
  async function newOutages(begun: readonly Trouble[], at: Date) {
    const untold = begun.map(async ({ outage, text }) => {
      if (outage === undefined) return [];
      const last = await lastOutage(db, outage, at);
      if (last && at.getTime() - last.at.getTime() < DAY_MS) return [];
      return [{ about: `${outagesOf(outage)}${at.toISOString()}${BY_ALERT}`, texts: [text] }];
    });
    return (await Promise.all(untold)).flat();
  }

  return {
    async look() {
      try {
        await look();
      } catch (error) {
        log.error({ err: error }, "the operators could not be told of trouble; trying again");
      }
    },
  };
}
