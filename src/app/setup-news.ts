import { createHash } from "node:crypto";
import type { Setup } from "../chat/unasked/setup.ts";
import { type FilesFor, noticesFor } from "../delivery/notices.ts";
import type { Operators } from "../delivery/operators.ts";
import type { Logger } from "../log.ts";
import type { Database } from "../store/database.ts";
import { groupCommit } from "../store/group-commit.ts";
import { insertNotices } from "../store/notices.ts";
import { knownServers } from "../store/retention/left-servers.ts";
import type { ProvenTime } from "../store/retention/proven-time.ts";
import { readSetting, writeSetting } from "../store/settings.ts";

interface SetupNewsParts {
  readonly db: Database;
  readonly operators: Operators;
  readonly now: () => Date;
  readonly provenTime: ProvenTime;
  /** Whether no newer version runs beside this one, which would ask for another setup. */
  readonly isNewest: () => boolean;
  readonly log: Logger;
}

/** Tells the operators that a platform has to be set up again, with the text to paste: once for each change. */
export interface SetupNews {
  /** To be called at each start. */
  tell(setup: Setup): Promise<void>;
  /** The setup that a notice is about; nothing for other notices. */
  readonly filesFor: FilesFor;
}

export function createSetupNews({
  db,
  operators,
  now,
  provenTime,
  isNewest,
  log,
}: SetupNewsParts): SetupNews {
  const current = new Map<string, Setup>();

  return {
    async tell(setup) {
      const { platform, file } = setup;
      current.set(platform, setup);
      const name = `setup of ${platform}`;
      const before = await readSetting(db, name);
      if (before === file.content || !isNewest()) return;
      // Whoever has just set the bot up has already pasted this one.
      const isFirst = before === undefined && (await knownServers(db, platform)).length === 0;
      if (isFirst) return groupCommit(db, (tx) => writeSetting(tx, name, file.content));
      const text = setup.news(before);
      const all = await operators.all();
      const there = all.filter((one) => one.platform === platform);
      const to = there.length > 0 ? there : all;
      // There is nobody to tell; the next start tries again.
      if (to.length === 0) return log.warn({ platform }, text);
      const [madeAt, nextTry] = [await provenTime(), now()];
      await groupCommit(db, async (tx) => {
        await insertNotices(tx, noticesFor(to, { about: aboutOf(setup), text }), { madeAt, nextTry });
        await writeSetting(tx, name, file.content);
      });
    },
    async filesFor(notice) {
      const [, platform] = /^setup (\S+) [0-9a-f]+ to /.exec(notice) ?? [];
      if (platform === undefined) return [];
      const setup = current.get(platform);
      if (!setup) return "later";
      if (notice.startsWith(`${aboutOf(setup)} to `)) return [setup.file];
      const newest = (await readSetting(db, `setup of ${platform}`)) ?? "";
      // One for a process of another version to tell: only that one has the text.
      return notice.startsWith(`${aboutText(platform, newest)} to `) ? "later" : "stale";
    },
  };
}

function aboutOf({ platform, file }: Setup): string {
  return aboutText(platform, file.content);
}

function aboutText(platform: string, content: string): string {
  return `setup ${platform} ${createHash("sha256").update(content).digest("hex").slice(0, 16)}`;
}
