/** What one thing costs, as measured on this machine (see unit-costs.ts). */
export interface UnitCosts {
  /** CPU milliseconds of an answer to `/paper` at a number of papers, and with which power of that number it grows. */
  readonly answer: { readonly ms: number; readonly papers: number; readonly exponent: number };
  /** Milliseconds until a write is on disk, of many that are asked for at once. */
  readonly writeMs: number;
  /** CPU milliseconds of a daily post: choosing, rendering and the ledger's steps. */
  readonly postMs: number;
  /** Bytes of a process without papers, and of each paper in its index. */
  readonly baseBytes: number;
  readonly indexBytes: number;
  /** Bytes in the database. */
  readonly paperBytes: number;
  readonly postBytes: number;
  /** Milliseconds to read the saved index, for each paper. */
  readonly loadMs: number;
}

/** Who uses an installation. */
export interface Load {
  readonly servers: number;
  readonly people: number;
  /** Channels that get a daily paper. */
  readonly channels: number;
  /** People who get mail. */
  readonly readers: number;
  readonly papers: number;
}

/** One lab: the load that is multiplied. */
const ONE_LAB: Load = { servers: 1, people: 50, channels: 5, readers: 10, papers: 10_000 };

/** All of arXiv is about three million papers: a library does not grow beyond that with the number of people. */
const MOST_PAPERS = 3_000_000;

/** What people do, taken generously: a lively channel asks less. */
const ANSWERS_A_DAY = 4;
const VOTES_A_DAY = 1;
/** The share of a day's answers that falls into its busiest hour. */
const BUSIEST_HOUR = 0.25;
/** The busiest second of that hour has so many times the mean. */
const BURST = 3;

/** Discord lets a bot send so many requests a second, and have so many servers on a shard. */
const DISCORD_REQUESTS = 50;
const SERVERS_A_SHARD = 2500;
/** A usual mail relay takes so many mails a second. */
const RELAY = 20;
const POSTS_A_YEAR = 250;
/** Connections that a process may open, eight and one that listens; and those that PostgreSQL allows as installed, without its own. */
const CONNECTIONS = 9;
const MOST_CONNECTIONS = 97;
/** The share of a core, in percent, up to which answers come at once. */
const COMFORTABLE = 50;

export interface Finding {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** From here on it breaks. */
  readonly limit: number;
  /** What to do then. */
  readonly remedy: string;
}

/** One lab's load, so many times. */
export function times(factor: number, { papers, ...people }: Load = ONE_LAB): Load {
  const many = (count: number) => count * factor;
  return {
    servers: many(people.servers),
    people: many(people.people),
    channels: many(people.channels),
    readers: many(people.readers),
    papers: Math.min(MOST_PAPERS, many(papers)),
  };
}

/** What a load asks of one process on one machine, beside what breaks it. */
export function findings(load: Load, costs: UnitCosts): readonly Finding[] {
  const answerMs = costs.answer.ms * (load.papers / costs.answer.papers) ** costs.answer.exponent;
  const cpuShare = percent((busySecond(load, ANSWERS_A_DAY) * answerMs) / 1000);
  const replicas = Math.max(1, Math.ceil(cpuShare / COMFORTABLE));
  return [
    {
      what: "answers, share of one core in the busiest second",
      value: cpuShare,
      unit: "%",
      limit: COMFORTABLE,
      remedy: "replicas: each answers what reaches it (Slack), or its shards (Discord)",
    },
    {
      what: "one answer, during which nothing else is answered",
      value: answerMs,
      unit: "ms",
      limit: 100,
      remedy: "fewer papers: narrower ARXIV_CATEGORIES, or one bot for each field",
    },
    {
      what: "votes, share of the time that the disk takes them",
      value: percent((busySecond(load, VOTES_A_DAY) * costs.writeMs) / 1000),
      unit: "%",
      limit: 50,
      remedy: "DATABASE_URL: PostgreSQL, where writers do not wait for each other",
    },
    {
      what: "posts, minutes until the last channel due at nine has its paper",
      value: (load.channels * Math.max(1000 / DISCORD_REQUESTS, costs.postMs)) / 60_000,
      unit: "min",
      limit: 10,
      remedy: "spread the channels over several minutes; Discord raises its limit for large bots on request",
    },
    {
      what: "mails, minutes until the last reader due at eight has one",
      value: load.readers / RELAY / 60,
      unit: "min",
      limit: 30,
      remedy: "a relay that takes more than 20 mails a second",
    },
    {
      what: "Discord servers",
      value: load.servers,
      unit: "",
      limit: SERVERS_A_SHARD,
      remedy: "DISCORD_SHARDS=auto, over as many replicas as are needed",
    },
    {
      what: "connections to PostgreSQL, of as many replicas as the answers need",
      value: replicas * CONNECTIONS,
      unit: "",
      limit: MOST_CONNECTIONS,
      remedy: "raise max_connections, or put PgBouncer in front (session mode: listening needs it)",
    },
    {
      what: "memory of one process",
      value: (costs.baseBytes + load.papers * costs.indexBytes) / 2 ** 20,
      unit: "MB",
      limit: 2048,
      remedy: "a larger machine; replicas do not help, since each holds the whole index",
    },
    {
      what: "database on disk after a year",
      value: (load.papers * costs.paperBytes + load.channels * POSTS_A_YEAR * costs.postBytes) / 2 ** 30,
      unit: "GB",
      limit: 20,
      remedy: "KEEP_DETAILS_DAYS, and a larger disk",
    },
    {
      what: "start, until the index is read",
      value: (load.papers * costs.loadMs) / 1000,
      unit: "s",
      limit: 30,
      remedy: "two replicas, so that one answers while the other starts",
    },
  ];
}

/** How much of its limit a finding uses: 1 and above breaks. */
export function strain({ value, limit }: Finding): number {
  return value / limit;
}

/** Of what every person does so often a day, how much there is in the busiest second. */
function busySecond({ people }: Load, perDay: number): number {
  return (people * perDay * BUSIEST_HOUR * BURST) / 3600;
}

function percent(share: number): number {
  return share * 100;
}
