import { resolve } from "node:path";
import type { AppParts } from "../../../src/app/app.ts";
import type { Caller } from "../../../src/chat/command.ts";
import { fine, warning } from "../../../src/doctor/finding.ts";
import type { DoctorReport } from "../../../src/doctor/report.ts";
import { addPapers } from "../../../src/library/add-papers.ts";
import type { Paper } from "../../../src/papers/paper.ts";
import { namingWith } from "../../../src/platforms/slack/naming.ts";
import type { Database } from "../../../src/store/database.ts";
import { putListed, putSourceDay } from "../../../src/store/sources/sources.ts";
import { createAddresses } from "../../../src/web/addresses.ts";
import { readAssets } from "../../../src/web/assets.ts";
import { createWeb, type Web } from "../../../src/web/create-web.ts";
import { PAPERS } from "../gallery/papers.ts";
import { openSession, type Session } from "../gallery/session.ts";
import { MAIL } from "../gallery/stories.ts";
import { createRecordingLog } from "../recording-log.ts";

/** The day in the lab, as the session's clock has it. */
const TODAY = "2026-11-23";
const FRIDAY = "2026-11-20";

const MARKUP = "<b>Bold</b> \u202Egnp.exe\u202C & <script>alert(1)</script>";

/** Titles that have broken pages elsewhere: markup, turns of direction, letters from right to left, a word without an end. */
const HOSTILE: readonly Partial<Paper>[] = [
  { title: MARKUP, authors: [MARKUP, "Ada Brook"], abstract: `${MARKUP} ${MARKUP}`, categories: ["cs.CV"] },
  { title: "מחקר על וידאו בזמן אמת", authors: ["נועה לוי", "Ada Brook", "דן כהן"], venue: "כתב עת" },
  {
    title: "W".repeat(400),
    authors: ["W".repeat(120)],
    abstract: "W".repeat(2000),
    keywords: ["W".repeat(90)],
  },
];

/** Enough for a list of several pages. */
const MANY = 60;

/** Somebody in a channel of a server. */
export interface LabPerson {
  readonly platform: string;
  readonly server: string;
  readonly channel: string;
  readonly user: string;
}

const person = (user: string, at: 1 | 2): LabPerson => ({
  platform: "slack",
  server: `T${at}`,
  channel: `C${at}`,
  user,
});
/** Ann and Cleo share a server and a channel; Bob is in others. */
export const PEOPLE = { ann: person("UANN", 1), cleo: person("UCLEO", 1), bob: person("UBOB", 2) } as const;

/** Words that one of them has typed, and that nobody else may see: a topic that Ann's channel is about, one that Ann follows herself. */
export const SECRETS = { channel: "zebrafish", person: "mycelium" } as const;

/** What a doctor found, of Ann's channel and of the bot. */
async function doctor(): Promise<DoctorReport> {
  const { platform, channel, server } = PEOPLE.ann;
  const about = { platform, channel, server };
  const findings = [
    fine("token", "The token is accepted."),
    warning("member", `The bot is not in the channel for ${SECRETS.channel}.`, "Invite it.", { about }),
  ];
  return { at: new Date(), tookMs: 1, isRunning: true, sections: [{ title: "Slack", findings }] };
}

/** Two servers whose channels and people are strangers to each other, over a library of invented papers, and their page. */
export interface Lab {
  readonly web: Web;
  readonly session: Session;
  readonly db: Database;
  readonly log: ReturnType<typeof createRecordingLog>;
  /** Says a command in chat, without its slash. */
  say(who: LabPerson, line: string): Promise<void>;
  /** What only happens in chat: channels and people follow, vote, save, meet and get papers. */
  live(): Promise<void>;
  close(): Promise<void>;
}

interface LabParts {
  /** Where the stylesheet is. */
  readonly assets?: string;
  /** Papers beside the usual ones, listed on the same day. */
  readonly more?: readonly Partial<Paper>[];
  /** Other parts of the program behind it. */
  readonly parts?: Partial<AppParts>;
  /** The address of a database for its library; a file of its own by default. */
  readonly database?: string | undefined;
}

const ASSETS = resolve(import.meta.dirname, "..", "..", "..", "src", "web", "assets");

export async function openLab({ more = [], assets = ASSETS, parts, database }: LabParts = {}): Promise<Lab> {
  const session = await openSession({
    platform: "slack",
    story: "lab",
    papers: PAPERS,
    database,
    more: { mail: MAIL, doctor, ...parts },
  });
  const { services, chat } = session.app;
  const { library } = services;
  // The gallery's own way in has it all in one place; the page's services hide the database from pages alone.
  const db = (library as typeof library & { readonly db: Database }).db;
  await list(db, "huggingface", FRIDAY, PAPERS.slice(0, 4));
  await list(db, "arxiv", FRIDAY, [...HOSTILE, ...fillers(), ...more].map(numbered));
  await library.refresh();
  // Or what is learned in the background would add papers to a search between two visits.
  await library.index.refine();

  const log = createRecordingLog();
  let elapsed = 0;
  const web = createWeb({
    services,
    kind: "lab",
    addresses: createAddresses(),
    assets: readAssets(assets),
    // A minute between two requests: whoever looks through all pages does not meet the limit for visitors.
    elapsed: () => {
      elapsed += 60_000;
      return elapsed;
    },
    log,
  });

  async function say(who: LabPerson, line: string): Promise<void> {
    const caller: Caller = { ...namingWith("/"), ...who, admin: true };
    const [first = "", ...rest] = line.split(" ");
    const reply = await chat.runText(first, rest.join(" "), caller);
    if (reply.outcome !== "answer") throw new Error(`${line}: ${reply.text}`);
  }

  return {
    web,
    session,
    db,
    log,
    say,
    async live() {
      const { ann, bob, cleo } = PEOPLE;
      await say(ann, `daily subscribe ${SECRETS.channel}, streaming video time:09:00 papers:2`);
      await say(bob, "daily subscribe protein folding time:09:00");
      for (const line of [
        `follow add ${SECRETS.person}`,
        "follow add author:brook",
        "vote 2611.00101 up",
        "vote 2611.00103 down",
        "save 2611.00102",
        "save 2610.00207",
        "daily mail ann@example.org",
        "daily mail code:123456",
        "club schedule 2026-11-26 time:15:00 every:week",
        "club add 2611.00104",
        "club join Ann B.",
      ])
        await say(ann, line);
      for (const line of ["vote 2611.00101 up", "save 2608.00409"]) await say(cleo, line);
      for (const line of ["vote 2609.00308 up", "save 2609.00308", "follow add proteins"])
        await say(bob, line);
      for (const day of ["2026-11-24", "2026-11-25"]) {
        session.clock.set(`${day}T09:00:30Z`);
        await session.tick();
      }
      // Nobody knows whether the last one arrived: that is asked on the admin's page.
      await db
        .updateTable("deliveries")
        .set({ state: "uncertain" })
        .where("channel", "=", ann.channel)
        .where("day", "=", "2026-11-25")
        .execute();
    },
    close: () => session.close(),
  };
}

async function list(db: Database, source: string, day: string, papers: readonly Partial<Paper>[]) {
  const whole = papers.map((paper) => ({ title: "-", keywords: [], authors: [], categories: [], ...paper }));
  const added = await addPapers(db, whole as Parameters<typeof addPapers>[1], new Date(`${TODAY}T08:00:00Z`));
  await putListed(
    db,
    source,
    added.map(({ paper }) => ({ id: paper, day })),
    TODAY,
  );
  await putSourceDay(db, {
    source,
    day,
    verdict: "ok",
    detail: null,
    trouble: null,
    way: null,
    found: papers.length,
    attempts: 1,
    checked_at: `${TODAY}T08:00:00Z`,
    next_try_at: null,
  });
}

function fillers(): readonly Partial<Paper>[] {
  return Array.from({ length: MANY }, (_, at) => ({
    title: `Invented Results on Garden Robots, Part ${at + 1}`,
    authors: ["Rosa Field", "Tom Hedge"],
    abstract: "Robots tend a garden through a year, and the garden is none the worse for it.",
    categories: ["cs.RO"],
  }));
}

function numbered(paper: Partial<Paper>, at: number): Partial<Paper> {
  return { id: `arxiv:2611.${String(10_000 + at)}`, published: FRIDAY, ...paper };
}
