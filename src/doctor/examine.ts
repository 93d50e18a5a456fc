import { unlessAborted } from "../async/timeout.ts";
import { messageOf } from "../errors.ts";
import { checkClock } from "./clock.ts";
import { type DoctorFinding, warning } from "./finding.ts";
import { withoutSecrets } from "./mask.ts";
import type { HeardTime, Look, Probe } from "./probe.ts";
import type { DoctorReport } from "./report.ts";

interface ExamineOptions {
  readonly probes: readonly Probe[];
  readonly now: () => Date;
  /** Whether the bot is running, where that can be told. */
  readonly isRunning: boolean | undefined;
  /** Texts that must not be in the report, whatever a library or a server repeats. */
  readonly secrets: readonly string[];
  /** Called with the sections that are still being examined. */
  readonly onProgress?: (waitingFor: readonly string[]) => void;
  /** How long each part may take, in milliseconds. */
  readonly withinMs?: number;
}

/** The whole has ten seconds, the start of the program and the page included. */
const WITHIN_MS = 5000;

/** The section that has the clock's finding. */
const MACHINE = "This machine";

/**
 * Looks at everything at once, each part with its own time. A part that takes too long, or fails in a way that nobody expected,
 * is a finding too: the report always comes, and never rejects.
 */
export async function examine(options: ExamineOptions): Promise<DoctorReport> {
  const { probes, now, isRunning, secrets, onProgress, withinMs = WITHIN_MS } = options;
  const [at, begin] = [now(), performance.now()];
  const times: HeardTime[] = [];
  const waiting = new Set(probes);
  const progress = () => onProgress?.([...new Set([...waiting].map(({ title }) => title))]);
  progress();
  const found = await Promise.all(
    probes.map(async (probe) => {
      const findings = await lookWithin(probe, withinMs, (time) => times.push(time));
      waiting.delete(probe);
      progress();
      return { title: probe.title, findings };
    }),
  );
  found.push({ title: MACHINE, findings: checkClock(times) });
  const titles = [...new Set(found.map(({ title }) => title))];
  const sections = titles.map((title) => ({
    title,
    findings: found
      .filter((one) => one.title === title)
      .flatMap(({ findings }) => findings.map((finding) => withoutSecrets(finding, secrets))),
  }));
  return {
    at,
    tookMs: Math.round(performance.now() - begin),
    isRunning,
    sections: sections.filter(({ findings }) => findings.length > 0),
  };
}

async function lookWithin(
  { title, look }: Probe,
  ms: number,
  heard: Look["heard"],
): Promise<readonly DoctorFinding[]> {
  const ended = new AbortController();
  const timer = setTimeout(() => ended.abort(), ms);
  try {
    return await unlessAborted(ended.signal, look({ signal: ended.signal, heard }));
  } catch (error) {
    if (ended.signal.aborted)
      return [
        warning(
          "time",
          `${title}: no result within ${Math.round(ms / 1000)} seconds.`,
          "Run the check again; if it stays so, look at this machine's network and load.",
        ),
      ];
    return [
      warning(
        "unexpected",
        `${title}: the check itself failed: ${messageOf(error)}`,
        "Report this as a bug in Paperboy, with this line.",
      ),
    ];
  } finally {
    clearTimeout(timer);
    ended.abort();
  }
}
