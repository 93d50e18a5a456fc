import type { Operators } from "../delivery/operators.ts";
import type { Database } from "../store/database.ts";
import type { ProvenTime } from "../store/retention/proven-time.ts";
import type { Taste, Who } from "../taste/taste.ts";
import { type ChannelAccess, createChannelAccess } from "./channel-access.ts";
import { createPageKey } from "./page-key.ts";
import { createSignIns, type SignIns } from "./sign-in.ts";

/** Who may see which pages, without accounts and passwords. */
export interface Access {
  readonly channels: ChannelAccess;
  readonly signIns: SignIns;
  /** Whether somebody runs the bot, and may see all of it: in its own terminal everybody does. */
  isOperator(who: Who): Promise<boolean>;
}

interface AccessParts {
  readonly db: Database;
  readonly taste: Pick<Taste, "home" | "person">;
  readonly operators: Operators;
  readonly provenTime: ProvenTime;
}

export function createAccess({ operators, ...parts }: AccessParts): Access {
  const key = createPageKey(parts.db);
  return {
    channels: createChannelAccess({ ...parts, key }),
    signIns: createSignIns({ ...parts, key }),
    isOperator: async ({ platform, user }) => user === undefined || operators.has({ platform, user }),
  };
}
