import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../time/day.ts";

/** Hosts that share one limit, and how to behave towards them. Times are in milliseconds. */
export interface HostGroup {
  readonly name: string;
  /** From the end of one request to the start of the next; there is never more than one connection. */
  readonly intervalMs: number;
  /** The time limit of one request, its body included. */
  readonly timeoutMs: number;
  /** How long to leave the hosts alone after a 429 or 503 that does not say: doubled each time, up to the second number. */
  readonly cooldownMs: readonly [first: number, most: number];
  /** Statuses that mean "too many requests" here, beside 429 and 503. */
  readonly throttles: readonly number[];
  /** How long to stay away after a 403, where that means a block. */
  readonly blockMs?: number;
}

const SECOND = 1000;

/**
 * arXiv counts its API, OAI-PMH and feeds together: one request per 3 s, one connection (Terms of Use for arXiv APIs).
 * Its edge says 406 in times of throttling, after stalls of up to half a minute; OAI-PMH stalls for up to 90 s.
 */
export const ARXIV: HostGroup = {
  name: "arxiv",
  intervalMs: 3.1 * SECOND,
  timeoutMs: 60 * SECOND,
  cooldownMs: [5 * MINUTE_MS, HOUR_MS],
  throttles: [406],
  blockMs: DAY_MS,
};

/** The same limit; OAI-PMH alone may take its time. */
export const ARXIV_OAI: HostGroup = { ...ARXIV, timeoutMs: 150 * SECOND };

/** 500 requests per five minutes and address without a token (their documentation, September 2025). */
export const HUGGING_FACE = group("huggingface", SECOND, [MINUTE_MS, 15 * MINUTE_MS]);

/** No limit is published; one request per second is polite. */
export const BIORXIV = group("biorxiv", SECOND, [MINUTE_MS, 30 * MINUTE_MS]);

/** Three requests per second without a key. */
export const NCBI = group("ncbi", 0.4 * SECOND, [10 * SECOND, 10 * MINUTE_MS]);

/** One request per second with a key, over all endpoints; its 429 never says how long to wait. */
export const SEMANTIC_SCHOLAR = group("semantic-scholar", 1.1 * SECOND, [5 * SECOND, 10 * MINUTE_MS]);

/** The hosts of feeds that the operator names, each on its own. */
export function feedHost(host: string): HostGroup {
  return group(`feed:${host}`, SECOND, [5 * MINUTE_MS, 6 * HOUR_MS]);
}

function group(name: string, intervalMs: number, cooldownMs: readonly [number, number]): HostGroup {
  return { name, intervalMs, timeoutMs: 30 * SECOND, cooldownMs, throttles: [] };
}
