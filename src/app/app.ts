import { randomUUID } from "node:crypto";
import { answerLinks } from "../../commands/daily/links.ts";
import { formerNames } from "../../commands/former-names.ts";
import { commands } from "../../commands/index.ts";
import { type Chat, createChat } from "../chat/chat.ts";
import { type Cooldown, createCooldown } from "../chat/cooldown.ts";
import { createReminders } from "../club/reminders.ts";
import { createDailyRun, type DailyRun } from "../delivery/daily-run.ts";
import { createOperators, type Operators } from "../delivery/operators.ts";
import { createPostEdits, type PostEdits } from "../delivery/post-edits.ts";
import { createRunner, type Runner } from "../delivery/runner.ts";
import type { Logger } from "../log.ts";
import { measuredCommands, measuredPosters } from "../observability/measured.ts";
import type { Measures } from "../observability/measures.ts";
import { describePapers } from "../present/describe-papers.ts";
import { home } from "../present/home.ts";
import { paperCard } from "../present/paper-card.ts";
import { postLook } from "../present/paper-list.ts";
import type { Services } from "../present/services.ts";
import { welcome } from "../present/welcome.ts";
import { groupCommit } from "../store/group-commit.ts";
import type { Person } from "../store/notices.ts";
import { noteGreeting } from "../store/retention/greeted.ts";
import { createProvenTime, type ProvenTime } from "../store/retention/proven-time.ts";
import { hearingOf } from "./hearing-of.ts";
import { PHRASING } from "./phrasing.ts";
import { sharedBy } from "./replicas.ts";
import { watchServers } from "./servers.ts";
import { createServices, type ServicesParts } from "./services.ts";
import { createSetupNews } from "./setup-news.ts";

/** The program over one library, with every service made once. Nothing in it runs by itself. */
export interface App {
  readonly services: Services;
  readonly chat: Chat;
  /** Papers in the shape that scripts read. */
  describePapers(ids: readonly string[]): Promise<readonly object[]>;
  /** Posts the daily papers and reminders; does nothing until its tick. */
  readonly runner: Runner;
  /** Daily papers started by hand. */
  readonly dailyRun: DailyRun;
  /** The clock by which old rows are deleted. */
  readonly provenTime: ProvenTime;
  /** Who is told what only they can put right. */
  readonly operators: Operators;
  /** Keeps the vote counts on posts up to date. */
  readonly edits: PostEdits;
}

export interface AppParts extends ServicesParts {
  readonly log: Logger;
  readonly cooldown?: Cooldown;
  /** Names this process in the ledger's leases. */
  readonly owner?: string;
  /** Where in common work this process begins; see the runner. */
  readonly share?: () => number;
  /** Whether no newer version runs beside this one; true by default. */
  readonly isNewest?: () => boolean;
  readonly random?: () => number;
  /** This machine's own clock, where `now` is the one that several share; see the runner. */
  readonly machineNow?: (() => Date) | undefined;
  /** How often a post is edited at most, in milliseconds. */
  readonly editEveryMs?: number;
  /** A monotonic clock in milliseconds, whatever the wall clock is set to; `performance.now()` by default. */
  readonly elapsed?: () => number;
  /** Counts what happens; without it, nothing is counted. */
  readonly measures?: Measures | undefined;
  /** Who runs the bot; by default, whoever each platform names. */
  readonly operators?: readonly Person[] | undefined;
}

/** Composes the program, once: the bot, each subcommand, the tests and the benchmarks all run on it. */
export function createApp(parts: AppParts): App {
  const { library, now, log, posters = new Map(), syncer, measures } = parts;
  const { db, index } = library;
  const operators = createOperators({
    named: parts.operators ?? [],
    posters,
    now,
    log: log.child("delivery"),
  });
  const elapsed = parts.elapsed ?? (() => performance.now());
  const { owner = randomUUID(), isNewest = () => true } = parts;
  const provenTime = createProvenTime({ db, now, elapsed });
  const services = createServices({
    ...parts,
    operators,
    provenTime,
    votesChanged: (...change) => edits.votesChanged(...change),
  });
  const setupNews = createSetupNews({
    db,
    operators,
    now,
    provenTime,
    isNewest,
    log: log.child("delivery"),
  });
  const reminders = createReminders({ db, club: services.club, card: paperCard, now });
  const edits = createPostEdits({
    db,
    posters,
    ...postLook,
    remind: reminders.compose,
    log: log.child("delivery"),
    everyMs: parts.editEveryMs,
  });
  return {
    services,
    describePapers: (ids) => describePapers(ids, services),
    edits,
    chat: createChat({
      commands: measures ? measuredCommands(commands, measures, elapsed) : commands,
      formerNames,
      services,
      log: log.child("chat"),
      cooldown: parts.cooldown ?? createCooldown(elapsed),
      observe: answerLinks,
      isPublic: services.replies.isPublic,
      servers: watchServers({ db, provenTime, log }),
      home,
      setUp: setupNews.tell,
      hello: async (place, specs) =>
        (await groupCommit(db, (tx) => noteGreeting(tx, place, now()))) ? welcome(specs, place) : undefined,
      servicesFor: hearingOf,
      phrasing: PHRASING,
      elapsed,
      ...sharedBy({ db, me: owner, isNewest, now, elapsed }),
    }),
    runner: createRunner({
      db,
      index,
      isReady: () => !library.loading,
      posters: measures ? measuredPosters(posters, measures, elapsed) : posters,
      ...postLook,
      planReminders: reminders.plan,
      remind: reminders.compose,
      ...(syncer && { notice: async () => (await syncer.report()).notice }),
      operators,
      filesFor: setupNews.filesFor,
      owner,
      now,
      machineNow: parts.machineNow,
      share: parts.share,
      elapsed,
      provenTime,
      random: parts.random ?? Math.random,
      log: log.child("delivery"),
    }),
    dailyRun: createDailyRun({ db, index, now }),
    provenTime,
    operators,
  };
}
