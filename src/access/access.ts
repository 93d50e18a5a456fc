import type { Database } from "../store/database.ts";
import type { ProvenTime } from "../store/retention/proven-time.ts";
import type { Taste } from "../taste/taste.ts";
import { type ChannelAccess, createChannelAccess } from "./channel-access.ts";
import { createPageKey } from "./page-key.ts";
import { createSignIns, type SignIns } from "./sign-in.ts";

/** Who may see which pages, without accounts and passwords. */
export interface Access {
  readonly channels: ChannelAccess;
  readonly signIns: SignIns;
}

interface AccessParts {
  readonly db: Database;
  readonly taste: Pick<Taste, "home" | "person">;
  readonly provenTime: ProvenTime;
}

export function createAccess(parts: AccessParts): Access {
  const key = createPageKey(parts.db);
  return {
    channels: createChannelAccess({ ...parts, key }),
    signIns: createSignIns({ ...parts, key }),
  };
}
