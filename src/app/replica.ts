import { randomBytes } from "node:crypto";
import { hostname } from "node:os";

/**
 * A name for this process among all that work on the same database: the machine's, for people to know it by, and something
 * random, since a process that was started again must not hold what the former one held.
 */
export function nameReplica(machine = hostname()): string {
  return `${machine.slice(0, LONGEST)}.${randomBytes(4).toString("hex")}`;
}

/** Of a machine's name. */
const LONGEST = 60;
