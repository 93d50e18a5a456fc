import type { DoctorFinding, Level } from "./finding.ts";

/** What was found about one part of the bot, in the order in which it was looked at. */
interface DoctorSection {
  /** "Settings", "Library". */
  readonly title: string;
  readonly findings: readonly DoctorFinding[];
}

/** The doctor's report. Plain data: it can be printed, sent as JSON or shown on a page. */
export interface DoctorReport {
  readonly at: Date;
  /** How long the examination took, in milliseconds. */
  readonly tookMs: number;
  /** Whether the bot is running on this library; undefined if unknown. */
  readonly isRunning: boolean | undefined;
  readonly sections: readonly DoctorSection[];
}

const LEVELS: readonly Level[] = ["ok", "warning", "problem"];

/** The worst level of all findings; `ok` where there are none. */
export function worstOf({ sections }: Pick<DoctorReport, "sections">): Level {
  const worst = sections
    .flatMap(({ findings }) => findings)
    .reduce((most, { level }) => Math.max(most, LEVELS.indexOf(level)), 0);
  return LEVELS[worst] ?? "ok";
}

/** The exit status for scripts: 0 if all is well, 1 for warnings, 2 for problems. */
export function statusOf(report: Pick<DoctorReport, "sections">): number {
  return LEVELS.indexOf(worstOf(report));
}

/** How many findings there are of each level. */
export function countLevels({ sections }: Pick<DoctorReport, "sections">): Readonly<Record<Level, number>> {
  const counts = { ok: 0, warning: 0, problem: 0 };
  for (const { level } of sections.flatMap(({ findings }) => findings)) counts[level] += 1;
  return counts;
}

/** The report with only the findings that its reader may see, and without empty sections. */
export function narrowed(report: DoctorReport, mayRead: (finding: DoctorFinding) => boolean): DoctorReport {
  const sections = report.sections
    .map(({ title, findings }) => ({ title, findings: findings.filter(mayRead) }))
    .filter(({ findings }) => findings.length > 0);
  return { ...report, sections };
}
