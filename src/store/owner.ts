import type { Place } from "./subscriptions.ts";

/**
 * The owner of something, as the database names it: a channel (`channel:<platform>:<channel>`) or a person
 * (`person:<keyed hash>`). Written and read here alone.
 */
export type Owner = string;

export function channelOwner({ platform, channel }: Place): Owner {
  return `channel:${platform}:${channel}`;
}

/** `person` is the keyed hash. */
export function personOwner(person: string): Owner {
  return `person:${person}`;
}

/** Who an owner is; undefined for text that names none. Platforms' names have no colon, ids may. */
export function readOwner(owner: Owner): ({ readonly person: string } | Place) | undefined {
  const [kind, first = "", ...rest] = owner.split(":");
  if (kind === "person" && first !== "" && rest.length === 0) return { person: first };
  const channel = rest.join(":");
  return kind === "channel" && first !== "" && channel !== "" ? { platform: first, channel } : undefined;
}

/** The owners that are channels, as a pattern for `like`. */
export const ANY_CHANNEL = "channel:%";
