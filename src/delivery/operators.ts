import type { Poster } from "../chat/poster.ts";
import { messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Person } from "../store/notices.ts";
import { DAY_MS } from "../time/day.ts";

/** The people who run the bot: they are told what only they can fix. */
export interface Operators {
  /** Never rejects: a platform that can't be asked has none for now. */
  all(): Promise<readonly Person[]>;
  has(person: { readonly platform: string; readonly user?: string | undefined }): Promise<boolean>;
}

/** No operators: in the terminal, whoever runs the bot sees everything. */
export const NO_OPERATORS: Operators = { all: async () => [], has: async () => false };

interface OperatorsParts {
  /** Those named in the settings; without any, each platform is asked who owns the bot there. */
  readonly named: readonly Person[];
  readonly posters: ReadonlyMap<string, Poster>;
  readonly now: () => Date;
  readonly log: Logger;
}

/** How long a platform's answer is kept, and how long a failure is, in milliseconds. */
const REMEMBERED_MS = DAY_MS;
const RETRY_MS = 10 * 60_000;

export function createOperators({ named, posters, now, log }: OperatorsParts): Operators {
  const known = new Map<string, { readonly owners: Promise<readonly Person[]>; readonly until: number }>();

  function ownersOn(platform: string, poster: Poster): Promise<readonly Person[]> {
    const remembered = known.get(platform);
    if (remembered && now().getTime() < remembered.until) return remembered.owners;
    const remember = (owners: Promise<readonly Person[]>, ms: number) =>
      known.set(platform, { owners, until: now().getTime() + ms });
    const owners = poster.owners().then(
      (users) => users.map((user) => ({ platform, user })),
      (error: unknown) => {
        log.warn({ err: messageOf(error), platform }, "could not find out who owns the bot; set OPERATORS");
        remember(Promise.resolve([]), RETRY_MS);
        return [];
      },
    );
    remember(owners, REMEMBERED_MS);
    return owners;
  }

  async function all(): Promise<readonly Person[]> {
    if (named.length > 0) return named;
    const each = [...posters].map(([platform, poster]) => ownersOn(platform, poster));
    return (await Promise.all(each)).flat();
  }

  return {
    all,
    has: async ({ platform, user }) =>
      (await all()).some((one) => one.platform === platform && one.user === user),
  };
}
