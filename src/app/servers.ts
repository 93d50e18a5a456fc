import type { SignIns } from "../access/sign-in.ts";
import type { ServerWatch } from "../chat/unasked/server-watch.ts";
import { messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Mail } from "../mail/mail.ts";
import type { Database } from "../store/database.ts";
import { forgetServer } from "../store/forgetting.ts";
import { groupCommit } from "../store/group-commit.ts";
import { deleteOldRows } from "../store/replicas/old-rows.ts";
import {
  knownServers,
  leftServers,
  markLeft,
  nameServers,
  unmarkLeft,
} from "../store/retention/left-servers.ts";
import type { ProvenTime } from "../store/retention/proven-time.ts";
import { DAY_MS, HOUR_MS } from "../time/day.ts";
import { purgeDetails } from "./old-details.ts";

/** How long a server's rows wait for the bot's return, in days: the removal may have been a mistake, or part of a repair. */
export const KEPT_DAYS = 30;

/** How often left servers that are due are deleted, in milliseconds. */
const PURGE_MS = HOUR_MS;

interface ServerParts {
  readonly db: Database;
  /** The clock by which the days are counted. */
  readonly provenTime: ProvenTime;
  readonly log: Logger;
}

/** Marks servers that the bot has left, and unmarks those that it comes back to. */
export function watchServers({ db, provenTime, log }: ServerParts): ServerWatch {
  return {
    async left(left) {
      const { platform, server } = left;
      const at = await provenTime();
      await groupCommit(db, (tx) => markLeft(tx, left, at));
      log.info({ platform, server }, `left a server; its data is deleted in ${KEPT_DAYS} days`);
    },
    async joined({ platform, server }) {
      const back = await groupCommit(db, (tx) => unmarkLeft(tx, platform, [server]));
      if (back > 0) log.info({ platform, server }, "back in a server; its data is still here");
    },
    async present(platform, servers, { serverOf, covers }) {
      await groupCommit(db, (tx) => nameServers(tx, platform, serverOf));
      const at = await provenTime();
      const gone = (await knownServers(db, platform)).filter(
        (server) => covers(server) && !servers.includes(server),
      );
      const { back, left } = await groupCommit(db, async (tx) => {
        const marked = new Set((await leftServers(tx)).map((one) => `${one.platform} ${one.server}`));
        const fresh = gone.filter((server) => !marked.has(`${platform} ${server}`));
        // Which channels it had is no longer known, and channels of other servers must not be taken for them.
        for (const server of fresh) await markLeft(tx, { platform, server, channels: [] }, at);
        return { back: await unmarkLeft(tx, platform, servers), left: fresh.length };
      });
      if (left > 0)
        log.info(
          { platform, left },
          `left servers while not running; their data is deleted in ${KEPT_DAYS} days`,
        );
      if (back > 0) log.info({ platform, back }, "back in servers; their data is still here");
    },
  };
}

/** Deletes the rows of servers whose time is over. */
export async function purgeServers({ db, provenTime, log }: ServerParts): Promise<void> {
  const now = await provenTime();
  for (const left of await leftServers(db, new Date(now.getTime() - KEPT_DAYS * DAY_MS))) {
    await groupCommit(db, (tx) => forgetServer(tx, left));
    log.info({ platform: left.platform, server: left.server }, "deleted the data of a server that was left");
  }
}

/** Does so now and every hour, until the signal is aborted; deletes sign-ins that have ended, addresses without a confirmation, and old details, too. */
export function purgeUntil(
  signal: AbortSignal,
  parts: ServerParts & {
    readonly signIns: Pick<SignIns, "purge">;
    readonly mail: Pick<Mail, "purge"> | undefined;
    readonly now: () => Date;
    readonly keptDays: number;
  },
): void {
  const purge = () =>
    Promise.all([
      purgeServers(parts),
      parts.signIns.purge(),
      parts.mail?.purge(),
      purgeDetails(parts),
      deleteOldRows(parts.db, parts.now()),
    ]).catch((error: unknown) => {
      if (signal.aborted) return;
      parts.log.error({ err: messageOf(error) }, "could not delete what is old; trying again");
    });
  const timer = setInterval(purge, PURGE_MS);
  signal.addEventListener("abort", () => clearInterval(timer), { once: true });
  void purge();
}
