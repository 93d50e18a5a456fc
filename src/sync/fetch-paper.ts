import { createKeyedLimit } from "../async/keyed-limit.ts";
import { within } from "../async/timeout.ts";
import { messageOf } from "../errors.ts";
import { addPapers } from "../library/add-papers.ts";
import type { Library } from "../library/library.ts";
import type { Logger } from "../log.ts";
import type { PaperFinder } from "../papers/sources/find-papers.ts";
import { SourceError } from "../papers/sources/http/source-error.ts";
import { timeLeft } from "../time/not-before.ts";

/**
 * What came of asking for one paper: it is in the library now; it is still being fetched; nobody knows it; its kind of
 * id can't be looked up; nobody could be reached; too many are being fetched already.
 */
export type FetchOutcome = "stored" | "fetching" | "unknown" | "unsupported" | "unreachable" | "busy";

interface FetchParts {
  readonly library: Library;
  readonly finder: PaperFinder;
  readonly now: () => Date;
  readonly log: Logger;
  readonly signal: AbortSignal;
  /** How long somebody waits for an answer, in milliseconds; meanwhile they see that the paper is being fetched. */
  readonly patienceMs?: number;
}

/** How many are fetched at once; others wait in line. */
const AT_ONCE = 5;
/** Somebody who pastes a list of links must not keep arXiv busy for an hour: it allows one request in three seconds. */
const MOST_ON_THE_WAY = 20;
const PATIENCE_MS = 60_000;
const UNKNOWN_MS = 10 * 60_000;
const UNREACHABLE_MS = 60_000;
const MOST_REMEMBERED = 1000;

export interface PaperFetch {
  /** Fetches one paper into the library while somebody waits, and goes on when they no longer do. Never rejects. */
  fetch(id: string): Promise<FetchOutcome>;
  /** Waits until nothing is being fetched any more. */
  settled(): Promise<void>;
}

export function createPaperFetch(parts: FetchParts): PaperFetch {
  const { library, finder, now, log, signal, patienceMs = PATIENCE_MS } = parts;
  const line = createKeyedLimit(AT_ONCE);
  const onTheWay = new Map<string, Promise<FetchOutcome>>();
  const failures = new Map<string, { readonly outcome: FetchOutcome; readonly until: number }>();

  async function bring(id: string): Promise<FetchOutcome> {
    try {
      const paper = await finder.findOne(id, signal);
      if (paper === undefined) return remember(id, "unknown", UNKNOWN_MS);
      await addPapers(library.db, [paper], now());
      await library.refresh();
      return "stored";
    } catch (error) {
      if (error instanceof SourceError)
        log.debug({ id, reason: error.message }, "a paper could not be fetched");
      else if (!signal.aborted) log.error({ id, err: messageOf(error) }, "a paper could not be fetched");
      return remember(id, "unreachable", UNREACHABLE_MS);
    }
  }

  async function inLine(id: string): Promise<FetchOutcome> {
    let outcome: FetchOutcome = "unreachable";
    await line.run("papers", async () => {
      if (!signal.aborted) outcome = await bring(id);
    });
    return outcome;
  }

  function remember(id: string, outcome: FetchOutcome, ms: number): FetchOutcome {
    if (failures.size >= MOST_REMEMBERED) failures.clear();
    failures.set(id, { outcome, until: now().getTime() + ms });
    return outcome;
  }

  async function fetch(id: string): Promise<FetchOutcome> {
    if (!finder.canFind(id)) return "unsupported";
    const failed = failures.get(id);
    if (failed && timeLeft(failed.until, now().getTime(), UNKNOWN_MS) > 0) return failed.outcome;
    let coming = onTheWay.get(id);
    if (coming === undefined) {
      if (onTheWay.size >= MOST_ON_THE_WAY) return "busy";
      coming = inLine(id).finally(() => onTheWay.delete(id));
      onTheWay.set(id, coming);
    }
    return (await within(patienceMs, coming)) ?? "fetching";
  }

  return {
    fetch,
    async settled() {
      await Promise.all(onTheWay.values());
    },
  };
}
