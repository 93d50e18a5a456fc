import { type DoctorFinding, fine, warning } from "./finding.ts";

/** The processes that share a database. */
export interface FleetFacts {
  /** The running ones, in the order in which they started. */
  readonly living: readonly (Member & {
    /** The leases that it holds, by name: `alerts`, `source arxiv`. */
    readonly holds: readonly string[];
  })[];
  /** Those that crashed or were killed in the last hours, where none has run since; the last one at the end. */
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
    ...lostOnes(lost),
  ];
}

function lostOnes(lost: FleetFacts["lost"]): readonly DoctorFinding[] {
  const last = lost.at(-1);
  if (!last) return [];
  const when = `${last.seenAt.toISOString().slice(11, 16)} UTC`;
  const text =
    lost.length === 1
      ? `A process on ${last.machine} stopped without warning at ${when}.`
      : `${lost.length} processes stopped without warning, the last one on ${last.machine} at ${when}.`;
  return [warning("replicas.lost", text, "Look at its log. The others do its work meanwhile.", PAGE)];
}
