import type { webApi } from "@slack/bolt";
import { createKeyedLimit } from "../../../async/keyed-limit.ts";
import { within } from "../../../async/timeout.ts";
import { type Managers, type Rights, rightsByName } from "../../../chat/managers.ts";
import type { Logger } from "../../../log.ts";
import { retryAfterMs, toPlatformError } from "../errors.ts";
import { TIMES } from "../limits.ts";

/** What somebody may change, in general and in a given channel. Never rejects. */
export type RightsOf = (asked: {
  readonly user: string;
  readonly channel: string | undefined;
  readonly team: string | undefined;
}) => Promise<Rights>;

interface LookUpParts {
  /** A separate client: a rate limit holds up everything else the same client does. It must not retry by itself. */
  readonly client: webApi.WebClient;
  /** The workspace that the app was installed in; undefined where that is a whole organisation. */
  readonly team: string | undefined;
  readonly managers: Managers;
  /** In milliseconds. */
  readonly now: () => number;
  readonly log: Logger;
}

const CAPACITY = 1_000;

/** How many look-ups run at once; the others wait in line. */
const AT_ONCE = 5;

const ASK = "Ask a workspace admin or owner, or the person who created the channel.";
const UNCHECKED: Rights = {
  admin: false,
  unchecked: "I couldn't check with Slack. Try again in a moment.",
};

/**
 * Asks Slack about the person and, if that is not an administrator, about the channel's creator; each answer is kept
 * for some minutes. If an answer does not come in time, the rights stay unknown: nobody is told that they are not an
 * administrator. Needs users:read, channels:read and groups:read.
 */
export function createRightsOf({ client, team, managers, now, log }: LookUpParts): RightsOf {
  const line = createKeyedLimit(AT_ONCE);
  // By the monotonic clock.
  let waitUntil = 0;

  async function ask<Answer>(question: () => Promise<Answer>): Promise<Answer> {
    let answer: Promise<Answer> | undefined;
    await line.run("slack", async () => {
      answer =
        performance.now() < waitUntil
          ? Promise.reject(new Error("Slack wants to be left alone"))
          : question();
      await answer.catch((error: unknown) => {
        waitUntil = Math.max(waitUntil, performance.now() + (retryAfterMs(error) ?? 0));
      });
    });
    if (!answer) throw new Error("nothing was asked");
    return answer;
  }

  const userOf = remembering(now, (user) => ask(() => client.users.info({ user })).then((info) => info.user));
  const creatorOf = remembering(now, (channel) =>
    ask(() => client.conversations.info({ channel })).then(
      (info) => info.channel?.creator,
      // A private channel without the bot: nobody knows who created it.
      (error: unknown) => {
        if (toPlatformError(error).code === "channel_not_found") return undefined;
        throw error;
      },
    ),
  );

  async function lookUp(
    user: string,
    channel: string | undefined,
    home: string | undefined,
  ): Promise<Rights> {
    const found = await userOf(user);
    if (!found || !isOwn(found, home)) return { admin: false, askInstead: ASK };
    if (isAdmin(found)) return { admin: true };
    const isCreator = channel !== undefined && (await creatorOf(channel)) === user;
    return isCreator ? { admin: true, onlyHere: true } : { admin: false, askInstead: ASK };
  }

  return async ({ user, channel, team: askersTeam }) => {
    const named = rightsByName(managers, { id: user });
    if (named) return named;
    try {
      return (await within(TIMES.adminLookup, lookUp(user, channel, team ?? askersTeam))) ?? UNCHECKED;
    } catch (error) {
      log.warn({ err: toPlatformError(error) }, "could not look up whether a person is an administrator");
      return UNCHECKED;
    }
  };
}

type User = NonNullable<webApi.UsersInfoResponse["user"]>;

/**
 * A full member of the workspace: not of another one with which a channel is shared, and not a guest, a former member
 * or a bot.
 */
function isOwn(user: User, team: string | undefined): boolean {
  if (user.deleted || user.is_bot || user.is_stranger || user.is_restricted || user.is_ultra_restricted)
    return false;
  if (team === undefined) return false;
  return user.team_id === team || (user.enterprise_user?.teams ?? []).includes(team);
}

function isAdmin({ is_admin, is_owner, is_primary_owner, enterprise_user }: User): boolean {
  const ofOrganisation = enterprise_user?.is_admin === true || enterprise_user?.is_owner === true;
  return is_admin === true || is_owner === true || is_primary_owner === true || ofOrganisation;
}

/** Asks once per key and caches the answer for some minutes; a failed look-up is repeated. */
function remembering<Answer>(
  now: () => number,
  ask: (key: string) => Promise<Answer>,
): (key: string) => Promise<Answer> {
  const known = new Map<string, { answer: Promise<Answer>; at: number }>();
  return (key) => {
    const entry = known.get(key);
    if (entry && Math.abs(now() - entry.at) < TIMES.adminMemory) return entry.answer;
    if (known.size >= CAPACITY) known.clear();
    const answer = ask(key);
    const mine = { answer, at: now() };
    known.set(key, mine);
    answer.catch(() => {
      if (known.get(key) === mine) known.delete(key);
    });
    return answer;
  };
}
