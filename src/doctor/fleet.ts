import { type DoctorFinding, fine, warning } from "./finding.ts";

/** The processes that share a database. */
export interface FleetFacts {
  /** The running ones, in the order in which they started. */
  readonly living: readonly (Member & {
    /** The leases that it holds, by name: `alerts`, `source arxiv`. */
    readonly holds: readonly string[];
  })[];
  /** Those that crashed or were killed in the last hours. */
  readonly lost: readonly Member[];
}

interface Member {
  /** The name of the machine that it runs on. */
  readonly machine: string;
  readonly version: string;
  /** When it was last heard of. */
  readonly seenAt: Date;
}

const PAGE = { link: "docs/hosting/replicas.md" };

export function checkFleet({ living, lost }: FleetFacts): readonly DoctorFinding[] {
  const versions = [...new Set(living.map(({ version }) => version))];
  const machines = living.map(({ machine }) => machine).join(", ");
  const count = living.length === 1 ? "1 process works" : `${living.length} processes work`;
  return [
    ...(living.length > 0 ? [fine("replicas", `${count} on the database: ${machines}.`)] : []),
    ...(versions.length > 1
      ? [
          warning(
            "replicas.versions",
            `The processes run different versions: ${versions.join(", ")}.`,
            "Update all of them within the hour: only neighbouring versions are tested side by side.",
            PAGE,
          ),
        ]
      : []),
    ...lost.map(({ machine, seenAt }) =>
      warning(
        "replicas.lost",
        `A process on ${machine} stopped without warning at ${seenAt.toISOString().slice(11, 16)} UTC.`,
        "Look at its log. The others do its work meanwhile.",
        PAGE,
      ),
    ),
  ];
}
