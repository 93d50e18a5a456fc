import { ADMINISTRATOR, NEEDS } from "../needs.ts";

/** A server as far as it decides what the bot may do in its channels, in the API's own shapes. */
export interface GuildFacts {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly { readonly id: string; readonly permissions: string }[];
  readonly channels: readonly ChannelFacts[];
  /** Threads that are not archived. */
  readonly threads: readonly ThreadFacts[];
  /** The bot there. */
  readonly me: { readonly id: string; readonly roles: readonly string[] };
}

export interface ChannelFacts {
  readonly id: string;
  readonly type: number;
  readonly name: string;
  readonly permission_overwrites?: readonly Overwrite[] | undefined;
}

export interface ThreadFacts {
  readonly id: string;
  readonly name: string;
  readonly parent_id: string;
  readonly isLocked: boolean;
}

interface Overwrite {
  readonly id: string;
  /** 0 for a role, 1 for a member. */
  readonly type: number;
  readonly allow: string;
  readonly deny: string;
}

const ALL = (1n << 64n) - 1n;

/** What the bot may do in a channel, as Discord's documentation has it computed ("Permission Hierarchy"). */
export function permissionsIn({ id, roles, me }: GuildFacts, channel: ChannelFacts): bigint {
  const own = roles.filter((role) => role.id === id || me.roles.includes(role.id));
  const base = own.reduce((bits, { permissions }) => bits | BigInt(permissions), 0n);
  if ((base & ADMINISTRATOR) !== 0n) return ALL;
  const overwrites = channel.permission_overwrites ?? [];
  const everyone = overwrites.filter((one) => one.id === id);
  const ofRoles = overwrites.filter((one) => one.type === 0 && one.id !== id && me.roles.includes(one.id));
  const ofMember = overwrites.filter((one) => one.type === 1 && one.id === me.id);
  const after = [everyone, ofRoles, ofMember].reduce(
    (bits, those) => (bits & ~unite(those, "deny")) | unite(those, "allow"),
    base,
  );
  // Without seeing a channel, nothing else counts there.
  return (after & NEEDS.view.bit) === 0n ? 0n : after;
}

function unite(overwrites: readonly Overwrite[], kind: "allow" | "deny"): bigint {
  return overwrites.reduce((bits, one) => bits | BigInt(one[kind]), 0n);
}
