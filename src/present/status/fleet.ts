import { counted } from "../../counted.ts";
import type { FleetFacts } from "../../doctor/fleet.ts";
import { describeInstant } from "../../time/zone.ts";
import type { StateLine } from "./light.ts";

/** The processes that share the database, in a line or two. */
export function describeFleet({ living, lost }: FleetFacts, now: Date): readonly StateLine[] {
  if (living.length === 0) return [];
  const count = living.length === 1 ? "1 process" : `${living.length} processes`;
  const each = living.map(({ machine, holds }) => `${machine}${holdings(holds)}`);
  const versions = [...new Set(living.map(({ version }) => version))];
  const oldest = Math.max(...living.map(({ seenAt }) => now.getTime() - seenAt.getTime()));
  const seconds = counted(Math.max(1, Math.ceil(oldest / 1000)), "second");
  return [
    { light: "🟢", text: `${count}: ${each.join("; ")}. All heard from in the last ${seconds}.` },
    ...(versions.length > 1
      ? [{ light: "🟡" as const, text: `The processes run different versions: ${versions.join(", ")}.` }]
      : []),
    ...lostLine(lost, now),
  ];
}

function lostLine(lost: FleetFacts["lost"], now: Date): readonly StateLine[] {
  const last = lost.at(-1);
  if (!last) return [];
  const which =
    lost.length === 1
      ? `A process on ${last.machine} stopped without warning,`
      : `${lost.length} processes stopped without warning, the last one on ${last.machine},`;
  const when = `${describeInstant(last.seenAt, "UTC", now)} UTC`;
  return [{ light: "🟡", text: `${which} last heard from ${when}. The others do its work.` }];
}

/** " (alerts, 2 sources)"; the addresses of feeds would be too long to read. */
function holdings(names: readonly string[]): string {
  const sources = names.filter((name) => name.startsWith("source "));
  const others = names.filter((name) => !name.startsWith("source "));
  const all = [...others, ...(sources.length > 0 ? [counted(sources.length, "source")] : [])];
  return all.length === 0 ? "" : ` (${all.join(", ")})`;
}
