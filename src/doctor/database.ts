import { counted } from "../counted.ts";
import { type DoctorFinding, fine, problem, warning } from "./finding.ts";
import { size } from "./machine.ts";

/** A PostgreSQL database as it was found. */
export type DatabaseFacts =
  /** `trouble` says what is wrong, and what to do, in whole sentences. */
  { readonly state: "unusable"; readonly trouble: string } | ReachedDatabase;

interface ReachedDatabase {
  /** `empty`: the first start makes the tables. `older`: the next start brings them up to date. */
  readonly state: "empty" | "older" | "newer" | "good";
  /** The server and the database, without a password. */
  readonly server: string;
  /** Such as "17.2". */
  readonly version: string;
  readonly bytes: number;
  readonly papers: number;
  /** How long an answer takes, in milliseconds. */
  readonly latencyMs: number;
  /** By how much the server's clock is ahead of this machine's, in milliseconds; exact to the latency. */
  readonly aheadMs: number;
  /** Connections in use, and how many there may be. */
  readonly connections: number;
  readonly mostConnections: number;
}

/** A command asks a few dozen times, and people notice from half a second on. */
const SLOW_MS = 15;

/** Leases of replicas are judged by the server's clock; posts are planned by this machine's. */
const AHEAD_MS = 5000;

/** How many connections one bot takes at most: its pool, and a few that it holds for itself. */
const OF_ONE_BOT = 10;

const PAGE = { link: "docs/hosting/postgres.md" };

export function checkDatabase(facts: DatabaseFacts): readonly DoctorFinding[] {
  if (facts.state === "unusable")
    return [problem("database.usable", facts.trouble, "Then run this again.", PAGE)];
  return [tables(facts), latency(facts), clock(facts), connections(facts)].flat();
}

function tables({ state, server, version, bytes, papers }: ReachedDatabase): DoctorFinding {
  const which = `${server}, version ${version}`;
  switch (state) {
    case "empty":
      return fine("database", `Database: ${which}. It is empty; the first start makes the tables.`);
    case "newer":
      return problem(
        "database.newer",
        `${server} was written by a newer Paperboy.`,
        "Update this one with `git pull`.",
        PAGE,
      );
    case "older":
      return fine("database", `Database: ${which}. The next start brings its tables up to date.`);
    case "good":
      return fine("database", `Database: ${which}, ${size(bytes)} with ${counted(papers, "paper")}.`);
  }
}

function latency({ latencyMs }: ReachedDatabase): DoctorFinding {
  const text = `The database answers in ${latencyMs < 1 ? "less than 1" : Math.round(latencyMs)} ms.`;
  if (latencyMs <= SLOW_MS) return fine("database.latency", text);
  return warning(
    "database.latency",
    text,
    "Move the bot nearer to the database: each command asks it many times.",
    PAGE,
  );
}

function clock({ aheadMs }: ReachedDatabase): readonly DoctorFinding[] {
  if (Math.abs(aheadMs) <= AHEAD_MS) return [];
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  return [
    warning(
      "database.clock",
      `The database's clock is ${counted(seconds, "second")} ${aheadMs > 0 ? "ahead of" : "behind"} this machine's.`,
      "Let both keep time by NTP.",
      PAGE,
    ),
  ];
}

function connections({ connections, mostConnections }: ReachedDatabase): readonly DoctorFinding[] {
  if (connections + OF_ONE_BOT <= mostConnections) return [];
  return [
    warning(
      "database.connections",
      `The database has ${mostConnections} connections, and ${connections} are in use.`,
      `Raise max_connections there: each bot takes up to ${OF_ONE_BOT}.`,
      PAGE,
    ),
  ];
}
