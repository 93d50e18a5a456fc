import { within } from "../async/timeout.ts";
import { StoreError } from "../errors.ts";

/** What the answer of /readyz depends on, once the program is put together. */
export interface ReadinessParts {
  /** How each platform stands; none where the page or e-mail runs alone. */
  readonly platforms: () => readonly PlatformStanding[];
  /** Whether the papers are still on their way into memory. */
  readonly isLoading: () => boolean;
  /** Rejects if nothing can be written; see write-probe.ts. */
  readonly probeWrite: () => Promise<void>;
}

interface PlatformStanding {
  readonly name: string;
  readonly state: "starting" | "ready" | "reconnecting" | "failed";
  /** Asks the platform whether it still takes the token; absent where a closed connection tells. */
  readonly tokenProblem?: (() => Promise<string | undefined>) | undefined;
}

/** Whether the program can do its work now. */
export interface Readiness {
  /** Why not, a line each, without a name of any person or channel; none if it can. Settles within four seconds. */
  reasons(): Promise<readonly string[]>;
  /** Begins the checks; before that, the program counts as starting. */
  begin(parts: ReadinessParts): void;
}

/** A check that takes longer has failed, in milliseconds: whoever asks waits for five seconds. */
const CHECK_MS = 3000;

/** An answer holds for so long, in milliseconds: however many ask, the disk and the platforms are asked once. */
const HOLDS_MS = 2000;

interface Options {
  /** Aborted when the program is told to stop. */
  readonly stop: AbortSignal;
  /** Milliseconds that pass whatever the wall clock is set to. */
  readonly elapsed?: () => number;
}

export function createReadiness({ stop, elapsed = () => performance.now() }: Options): Readiness {
  let parts: ReadinessParts | undefined;
  let checked: { readonly answer: Promise<readonly string[]>; readonly until: number } | undefined;

  // The checks that cost a request or a write.
  function checkOutside({ platforms, probeWrite }: ReadinessParts): Promise<readonly string[]> {
    if (checked && elapsed() < checked.until) return checked.answer;
    const tokens = platforms().flatMap((one) => (one.state === "ready" ? tokenReason(one) : []));
    const answer = Promise.all([writeReason(probeWrite), ...tokens]).then((all) =>
      all.flatMap((reason) => reason ?? []),
    );
    checked = { answer, until: elapsed() + HOLDS_MS };
    return answer;
  }

  return {
    begin(given) {
      parts = given;
    },
    async reasons() {
      if (stop.aborted) return ["the program is stopping"];
      if (!parts) return ["the program is starting"];
      return [
        ...parts.platforms().flatMap(({ name, state }) => (state === "ready" ? [] : `${name}: ${state}`)),
        ...(parts.isLoading() ? ["the index is being read"] : []),
        ...(await checkOutside(parts)),
      ];
    },
  };
}

async function writeReason(probe: () => Promise<void>): Promise<string | undefined> {
  const failure = probe().then(
    () => "",
    (error: unknown) => (error instanceof StoreError ? error.reason : "a write failed"),
  );
  const reason = (await within(CHECK_MS, failure)) ?? "a write takes too long";
  return reason === "" ? undefined : `database: ${reason}`;
}

/** A platform that doesn't answer is no reason: whether it is connected is known without asking. */
async function tokenReason({ name, tokenProblem }: PlatformStanding): Promise<string | undefined> {
  const problem = await within(CHECK_MS, tokenProblem?.() ?? Promise.resolve(undefined));
  return problem === undefined ? undefined : `${name}: the token is refused`;
}
