import { createDoctor } from "../app/doctor/create-doctor.ts";
import type { BareHost } from "../app/host.ts";
import { counted } from "../counted.ts";
import type { DoctorFinding, Level } from "../doctor/finding.ts";
import { countLevels, type DoctorReport, statusOf, worstOf } from "../doctor/report.ts";
import { safeLine } from "../platforms/terminal/safe-text.ts";

/** Prints the doctor's report. Returns the exit status: 0, 1 for warnings, 2 for problems. */
export async function examineHost(host: BareHost, json: boolean): Promise<number> {
  const { output, errors } = host;
  const watched = errors.isTTY === true;
  const report = await createDoctor(host)({
    onProgress: (waitingFor) => {
      if (watched)
        errors.write(`${ERASE_LINE}${waitingFor.length > 0 ? `Checking ${waitingFor.join(", ")}…` : ""}`);
    },
  });
  output.write(
    json ? `${JSON.stringify({ status: worstOf(report), ...report }, null, 2)}\n` : inLines(report),
  );
  return statusOf(report);
}

const IN_USE = "The library is in use: the bot runs, or another command.";

const ERASE_LINE = "\r\u001b[2K";

const MARKS: Readonly<Record<Level, string>> = { ok: "ok     ", warning: "WARNING", problem: "PROBLEM" };

/** The report as text, without control characters: it may quote anything. */
function inLines(report: DoctorReport): string {
  const { isRunning, sections } = report;
  const running =
    isRunning === undefined ? [] : [isRunning ? IN_USE : "The bot is not running on this library.", ""];
  const lines = sections.flatMap(({ title, findings }) => [title, ...findings.flatMap(findingLines), ""]);
  return `${[...running, ...lines, summary(report)].join("\n")}\n`;
}

function findingLines({ level, text, fix, link, about }: DoctorFinding): readonly string[] {
  const where =
    about === undefined ? "" : ` (${safeLine(about.name ?? `${about.platform}:${about.channel}`)})`;
  const indent = " ".repeat(MARKS.ok.length + 3);
  return [
    `  ${MARKS[level]} ${safeLine(text)}${where}`,
    ...(fix === undefined ? [] : [`${indent}→ ${safeLine(fix)}`]),
    ...(link === undefined || level === "ok" ? [] : [`${indent}  ${safeLine(link)}`]),
  ];
}

function summary(report: DoctorReport): string {
  const { warning, problem } = countLevels(report);
  const seconds = `${(report.tookMs / 1000).toFixed(1)} s`;
  if (warning + problem === 0) return `All is well. (${seconds})`;
  const parts = [
    ...(problem > 0 ? [counted(problem, "problem")] : []),
    ...(warning > 0 ? [counted(warning, "warning")] : []),
  ];
  return `${parts.join(" and ")}. (${seconds})`;
}
