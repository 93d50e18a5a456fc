import { type DoctorFinding, fine, warning } from "./finding.ts";

/** The state of one source of papers. */
export interface SourceFacts {
  /** Its name in the settings. */
  readonly name: string;
  /** For people. */
  readonly label: string;
  /** How its latest days went, in words; undefined if it was never asked. */
  readonly said: string | undefined;
  /** The verdict on a day that went wrong: late, stale, short, failed. */
  readonly trouble: string | undefined;
  /** When it is asked next, in words. */
  readonly next: string | undefined;
  /** Whether a running bot should have asked it long ago. */
  readonly isOverdue: boolean;
  /** Whether its host answers now; `resting` while it is left alone, as it asked. */
  readonly host:
    | { readonly kind: "answers" }
    | { readonly kind: "resting"; readonly until: string }
    | { readonly kind: "silent"; readonly reason: string }
    | { readonly kind: "not asked" };
}

const LINK = { link: "docs/hosting.md#where-new-papers-come-from" };

const FIXES: Readonly<Record<string, string>> = {
  late: "Nothing, if it is a holiday there; otherwise open the source in a browser and see whether it has papers.",
  stale:
    "Nothing for a day: the bot asks again by itself. If it stays so, open the source in a browser and check its setting.",
  short: "Open the source in a browser and see whether it has more than the bot found; if so, report a bug.",
  failed: "Nothing for a day: the bot tries again by itself. If it stays so, open the source in a browser.",
};

export function checkSources(sources: readonly SourceFacts[]): readonly DoctorFinding[] {
  if (sources.length === 0)
    return [fine("sources", "No source is switched on, so new papers come by import alone.", LINK)];
  return sources.map(checkSource);
}

function checkSource({ name, label, said, trouble, next, isOverdue, host }: SourceFacts): DoctorFinding {
  const more = { ...LINK, subject: name };
  const after = next === undefined ? "" : ` Next: ${next}.`;
  const history = said ?? "not asked yet";
  if (host.kind === "silent")
    return warning(
      "sources.host",
      `${label} doesn't answer (${host.reason}).${said === undefined ? "" : ` Last: ${said}.`}${after}`,
      "Check this machine's network, name lookup and firewall; the bot tries again by itself.",
      more,
    );
  if (trouble !== undefined)
    return warning(
      `sources.${trouble}`,
      `${label}: ${history}.${after}`,
      FIXES[trouble] ?? FIXES.failed ?? "",
      more,
    );
  if (isOverdue)
    return warning(
      "sources.overdue",
      `${label} was to be asked at ${next ?? "a time that is past"}, and was not, though the bot runs.`,
      "Restart the bot, and look in its log for what holds the sources up.",
      more,
    );
  if (host.kind === "resting")
    return fine(
      "sources.resting",
      `${label}: ${history}. It has asked to be left alone until ${host.until}, and is.`,
      more,
    );
  return fine("sources", `${label}: ${history}.${after}`, more);
}
