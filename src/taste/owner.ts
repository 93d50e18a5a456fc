import type { Place } from "../store/subscriptions.ts";

/** Whose follows, marks and profile they are, as the database names it. */
export type Owner = string;

export function channelOwner({ platform, channel }: Place): Owner {
  return `channel:${platform}:${channel}`;
}

/** `person` is the keyed hash. */
export function personOwner(person: string): Owner {
  return `person:${person}`;
}
