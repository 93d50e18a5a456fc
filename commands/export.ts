import { z } from "zod";
import { type Caller, defineCommand, type Request } from "../src/chat/command.ts";
import { invocation } from "../src/chat/naming.ts";
import { choiceWithAliases } from "../src/chat/options.ts";
import { note, type Reply } from "../src/chat/reply.ts";
import type { Named } from "../src/history/history.ts";
import { describePeriod, PERIODS, type Period, startOf } from "../src/history/period.ts";
import {
  EXPORT_FORMATS,
  type ExportFormat,
  FILE_ENDINGS,
  FORMAT_ALIASES,
  writePapers,
} from "../src/papers/export/formats.ts";
import type { Services } from "../src/present/services.ts";

const LISTS = ["saved", "top", "history", "lab"] as const;
type List = (typeof LISTS)[number];

/** About a megabyte, which every platform takes as a file. */
const MOST_PAPERS = 1000;

const NAMES: Readonly<Record<ExportFormat, string>> = {
  bib: "BibTeX",
  biblatex: "biblatex",
  ris: "RIS",
  csl: "CSL-JSON",
  md: "Markdown",
};

export const exportPapers = defineCommand({
  name: "export",
  group: "Votes, lists and privacy",
  description: "Export papers as BibTeX, RIS, CSL-JSON or Markdown",
  example: "top bib month",
  details: [
    "saved: your saved papers; top: papers with upvotes; history: papers posted in this channel; lab: history and top together.",
    "Use bib with BibTeX, biblatex with biber, ris or csl with reference managers and pandoc, md for notes.",
    "bibtex, json and markdown are other names for bib, csl and md.",
  ],
  expensive: true,
  options: z.object({
    what: z.enum(LISTS).default("saved").describe("The list: saved, top, history or lab"),
    format: choiceWithAliases(EXPORT_FORMATS, FORMAT_ALIASES, {
      standard: "bib",
      description: "File format",
    }),
    period: z.enum(PERIODS).default("all").describe("Time span, counted back from today"),
    count: z.coerce
      .number()
      .int()
      .min(1)
      .max(MOST_PAPERS)
      .default(MOST_PAPERS)
      .describe("Largest number of papers"),
  }),
  async run({ what, format, period, count }, services: Services, { caller }: Request): Promise<Reply> {
    const { history } = services;
    const entries = await entriesOf(what, period, services, caller);
    const papers = (await history.withPapers(entries.slice(0, count))).map(({ paper }) => paper);
    if (papers.length === 0) return note(nothing(what, period, caller));
    const heading = `${HEADINGS[what]}${period === "all" ? "" : ` ${describePeriod(period)}`}`;
    const content = await writePapers(await history.cite(papers), format, heading);
    const name = [what, ...(period === "all" ? [] : [period])].join("-");
    const left = entries.length - count;
    const number = `${papers.length.toLocaleString("en")} ${papers.length === 1 ? "paper" : "papers"}`;
    return {
      ...note(`${heading}: ${number} as ${NAMES[format]}.`),
      ...(left > 0 && {
        footer: `${left.toLocaleString("en")} more ${left === 1 ? "paper is" : "papers are"} left out because of count:${count}.`,
      }),
      files: [
        {
          name: `${name}.${FILE_ENDINGS[format]}`,
          content,
          ifTooLong:
            "Export fewer papers with count:20 or period:month, or ask the bot's operator for the file.",
        },
      ],
    };
  },
});

const HEADINGS: Readonly<Record<List, string>> = {
  saved: "Your saved papers",
  top: "Most upvoted papers",
  history: "Papers posted in this channel",
  lab: "Papers posted in this channel or upvoted",
};

async function entriesOf(
  what: List,
  period: Period,
  { history, now }: Services,
  caller: Caller,
): Promise<readonly Named[]> {
  const since = startOf(period, now());
  if (what !== "lab")
    return unique(await (what === "history" ? history.posted(caller, since) : history[what](caller, since)));
  const posted = caller.channel === undefined ? [] : await history.posted(caller, since);
  return unique([...posted, ...(await history.top(caller, since))]);
}

function unique(entries: readonly Named[]): readonly Named[] {
  return [...new Map(entries.map((entry) => [entry.id, entry])).values()];
}

function nothing(what: List, period: Period, caller: Caller): string {
  const ago = period === "all" ? "yet" : describePeriod(period);
  const reasons: Readonly<Record<List, string>> = {
    saved: `you haven't saved any papers ${ago}. Press Save below a paper, or type ${invocation(caller, "save")} and its link.`,
    top: `nobody here has upvoted a paper ${ago}.`,
    history: `no papers have been posted in this channel ${ago}.`,
    lab: `no papers have been posted or upvoted here ${ago}.`,
  };
  return `Nothing to export: ${reasons[what]}`;
}
