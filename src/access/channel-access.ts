import { UserError } from "../errors.ts";
import {
  channelOfHandle,
  findChannelLink,
  type LinkedChannel,
  putChannelLink,
} from "../store/access/channel-links.ts";
import type { Database } from "../store/database.ts";
import { groupCommit } from "../store/group-commit.ts";
import type { Taste, Who } from "../taste/taste.ts";
import type { PageKey } from "./page-key.ts";
import { draw, isSame, sign } from "./secrets.ts";

/** The links of channels: whoever holds one sees the channel's pages. */
export interface ChannelAccess {
  /** The token of the asker's channel, the same until it is reset. Throws a UserError outside of a channel. */
  link(who: Who): Promise<string>;
  /** Ends all earlier links, and gives a new token. */
  reset(who: Who): Promise<string>;
  /** The channel that a token opens; undefined if the token was reset or never existed. */
  open(token: string): Promise<LinkedChannel | undefined>;
}

interface ChannelAccessParts {
  readonly db: Database;
  readonly taste: Pick<Taste, "home">;
  readonly key: PageKey;
}

/** A token: the handle (11 characters), and a keyed hash of what it opens (22). */
const TOKEN = /^[\w-]{33}$/;
const HANDLE = 11;

export function createChannelAccess({ db, taste, key }: ChannelAccessParts): ChannelAccess {
  async function renew(who: Who, isReset: boolean): Promise<string> {
    const { platform, channel, server } = await taste.home(who);
    if (channel === undefined)
      throw new UserError("Run this in a channel. Direct messages don't have a page of their own.");
    const [secret, handle] = [await key.draw(), draw("name")];
    const linked = await groupCommit(db, async (tx) => {
      const known = await findChannelLink(tx, { platform, channel });
      if (known && !isReset) return known;
      const fresh = { platform, channel, server, handle: known?.handle ?? handle };
      const next = { ...fresh, version: (known?.version ?? 0) + 1 };
      await putChannelLink(tx, next);
      return next;
    });
    return tokenOf(secret, linked);
  }

  return {
    link: (who) => renew(who, false),
    reset: (who) => renew(who, true),
    async open(token) {
      const secret = await key.read();
      if (secret === undefined || !TOKEN.test(token)) return undefined;
      const linked = await channelOfHandle(db, token.slice(0, HANDLE));
      return linked && isSame(token, tokenOf(secret, linked)) ? linked : undefined;
    },
  };
}

function tokenOf(key: string, { platform, channel, handle, version }: LinkedChannel): string {
  return handle + sign(key, "channel", platform, channel, handle, version);
}
