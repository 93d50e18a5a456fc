import type { Caller } from "../../chat/command.ts";
import { type Card, note, type Reply } from "../../chat/reply.ts";
import { counted } from "../../counted.ts";
import type { DoctorFinding, Level } from "../../doctor/finding.ts";
import { countLevels, type DoctorReport, narrowed } from "../../doctor/report.ts";
import type { Services } from "../services.ts";
import { channelName, channelOf, maySee, type Seer } from "../this-channel.ts";

/** What each level looks like at a glance. */
export const LIGHTS: Readonly<Record<Level, string>> = { problem: "🔴", warning: "🟡", ok: "🟢" };

/** More are counted: with what is to be done, each takes up to three lines. */
const MOST_LINES = 8;
const MOST_CARDS = 5;

/**
 * What a doctor says, as far as it concerns the caller: whoever runs the bot is told everything, an admin of a server or channel what is
 * theirs. Lists what needs doing first, and counts what is fine.
 */
export async function doctorPage(services: Services, caller: Caller): Promise<Reply> {
  if (!services.doctor)
    return note("There is nothing to check here. Ask the bot's operator to run npm start -- doctor.");
  caller.working?.("Checking everything…");
  const seesAll = await services.isOperator(caller);
  const own = reportFor(await services.doctor(), caller, seesAll);
  const found = own.sections
    .flatMap(({ title, findings }) => findings.map((finding) => ({ title, finding })))
    .filter(({ finding }) => finding.level !== "ok")
    .sort((a, b) => Number(b.finding.level === "problem") - Number(a.finding.level === "problem"));
  const general = found.filter(({ finding }) => !finding.about);
  const channels = found.flatMap(({ finding }) =>
    finding.about ? [channelCard(finding, finding.about, caller)] : [],
  );
  const shown = general.slice(0, MOST_LINES).map(({ title, finding }) => line(title, finding));
  const cards = channels.slice(0, MOST_CARDS);
  const left = general.length - shown.length + channels.length - cards.length;
  return {
    outcome: "answer",
    audience: "asker",
    text: [summaryOf(own, seesAll), ...shown].join("\n\n"),
    cards,
    ...(left > 0 && {
      footer: `${counted(left, "more finding")}. npm start -- doctor lists them all, where the bot is installed.`,
    }),
    buttons: [],
  };
}

/** As much of a report as somebody may read. */
export function reportFor(report: DoctorReport, seer: Seer, isOperator: boolean): DoctorReport {
  return isOperator ? report : narrowed(report, ({ about }) => about !== undefined && maySee(seer, about));
}

/** How many findings there are, or that there is nothing to do. */
export function summaryOf(report: DoctorReport, seesAll: boolean): string {
  const { ok, warning, problem } = countLevels(report);
  if (!seesAll && warning + problem === 0)
    return "🟢 No channel of yours needs anything. The bot's operator is shown the rest.";
  if (warning + problem === 0) return `🟢 All is well: ${counted(ok, "check")} made.`;
  const parts = [
    ...(problem > 0 ? [counted(problem, "problem")] : []),
    ...(warning > 0 ? [counted(warning, "warning")] : []),
    ...(ok > 0 ? [`${counted(ok, "check")} fine`] : []),
  ];
  return `${parts.join(", ")}.`;
}

function line(title: string, { level, text, fix = "", link }: DoctorFinding): string {
  const where = link?.startsWith("https:") ? ` ${link}` : "";
  return `${LIGHTS[level]} ${title}: ${text}\n${fix}${where}`;
}

function channelCard(
  { level, text, fix = "" }: DoctorFinding,
  about: NonNullable<DoctorFinding["about"]>,
  caller: Caller,
): Card {
  const isFar = about.platform !== caller.platform;
  return {
    title: (isFar ? about.name : undefined) ?? channelName(caller, about),
    channel: channelOf(about),
    facts: [],
    body: `${LIGHTS[level]} ${text} ${fix}`,
    buttons: [],
  };
}
