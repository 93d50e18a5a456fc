import type { HeldLease } from "../../../chat/replicas/replicas.ts";

/** One of the parts into which Discord divides a bot's servers, each with a connection of its own. */
export interface Shard {
  readonly id: number;
  /** How many there are. */
  readonly count: number;
}

/** What the leases say about all processes with this bot. */
export interface Division {
  /** The processes that live and can hold shards. */
  readonly hosts: readonly string[];
  /** The shards that somebody holds. */
  readonly shards: readonly (Shard & Omit<HeldLease, "name">)[];
}

/** What all names of these leases begin with. */
export const LEASES = "discord ";

export const hostLease = (host: string): string => `${LEASES}host ${host}`;
export const shardLease = ({ id, count }: Shard): string => `${LEASES}shard ${id} of ${count}`;

/** Reads the division off the leases. */
export function divisionIn(leases: readonly HeldLease[]): Division {
  return {
    hosts: leases.flatMap(({ name, holder }) => (name === hostLease(holder) ? [holder] : [])).sort(),
    shards: leases.flatMap(({ name, holder, renewedAt }) => {
      const [, id, count] = /^discord shard (\d+) of (\d+)$/.exec(name) ?? [];
      return count === undefined ? [] : [{ id: Number(id), count: Number(count), holder, renewedAt }];
    }),
  };
}

/**
 * Into how many shards the servers are divided: as many as somebody has begun with, so that no two processes count
 * differently; the largest number, where several have begun at once. With nobody there, as many as this process wants.
 */
export function agreedCount(wanted: number, { shards }: Division): number {
  return shards.length === 0 ? wanted : Math.max(...shards.map(({ count }) => count));
}

interface Share {
  /** Free shards for this process to take. */
  readonly take: readonly number[];
  /** One that it is to give up, for a process that has too few. */
  readonly give: number | undefined;
}

/**
 * A process's share: it takes free shards up to an equal part, rounded up, and gives one up only where another process would have
 * less than an equal part, rounded down. So a shard moves only when that evens things out, and none moves back.
 */
export function shareOf(me: string, count: number, { hosts, shards }: Division): Share {
  const everybody = [...new Set([...hosts, me])];
  const held = shards.filter((shard) => shard.count === count);
  const numberOf = (host: string) => held.filter(({ holder }) => holder === host).length;
  const mine = held.filter(({ holder }) => holder === me).map(({ id }) => id);
  const free = Array.from({ length: count }, (_, id) => id).filter(
    (id) => !held.some((one) => one.id === id),
  );
  const [least, most] = [Math.floor(count / everybody.length), Math.ceil(count / everybody.length)];
  const missing = everybody.reduce((sum, host) => sum + Math.max(0, least - numberOf(host)), 0);
  // Of those who have the most, the first by name: one gives at a time.
  const [richest] = everybody.sort((a, b) => numberOf(b) - numberOf(a) || (a < b ? -1 : 1));
  const isTooMuch = mine.length > least && missing > free.length && richest === me;
  return {
    take: free.slice(0, Math.max(0, most - mine.length)),
    // Direct messages come to the first shard: it stays as long as another one can go.
    give: isTooMuch ? Math.max(...mine) : undefined,
  };
}
