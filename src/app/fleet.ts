import type { FleetFacts } from "../doctor/fleet.ts";
import type { Database } from "../store/database.ts";
import { heldLeases } from "../store/replicas/leases.ts";
import { livingReplicas, lostReplicas, machineOf, type ReplicaRecord } from "../store/replicas/replicas.ts";

/** The processes that share a database, by the clock that they share. */
export async function readFleet(db: Database, now: Date): Promise<FleetFacts> {
  const leases = await heldLeases(db, now);
  const living = await livingReplicas(db, now);
  const machines = new Set(living.map(({ name }) => machineOf(name)));
  return {
    living: living.map((one) => ({
      ...memberOf(one),
      holds: leases.filter(({ holder }) => holder === one.name).map(({ name }) => name),
    })),
    // Where one runs again, nothing is missing.
    lost: (await lostReplicas(db, now)).map(memberOf).filter(({ machine }) => !machines.has(machine)),
  };
}

function memberOf({ name, version, seenAt }: ReplicaRecord) {
  return { machine: machineOf(name), version, seenAt };
}
