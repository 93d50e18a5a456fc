import type { Library } from "../library/library.ts";
import type { Logger } from "../log.ts";
import { dialectOf } from "../store/dialect.ts";

/** How often a running bot looks for papers that another process brought in, in milliseconds. */
const EVERY_MS = 15_000;

/** The same where processes share a server: it tells them of papers, and where it can't, they are found within five seconds. */
const SHARED_EVERY_MS = 3000;

interface Follower {
  /** Settles when the library was read for the first time, or could not be. */
  readonly first: Promise<void>;
  stop(): Promise<void>;
}

/** Keeps the papers in memory in step with the database, whoever writes there. A failure is logged once, and tried again. */
export function followPapers(library: Library, log: Logger): Follower {
  const { name, listen } = dialectOf(library.db);
  let reading: Promise<void> | undefined;
  let isDue = false;
  let hasFailed = false;

  async function read(): Promise<void> {
    try {
      const before = library.index.size;
      await library.refresh();
      if (library.index.size !== before || hasFailed)
        log.info({ papers: library.index.size }, "library read");
      hasFailed = false;
    } catch (error) {
      // Said once, however often it is tried.
      log[hasFailed ? "debug" : "error"]({ err: error }, "the library could not be read; trying again");
      hasFailed = true;
    }
  }

  /** However often it is called meanwhile, it reads once more. */
  function look(): Promise<void> {
    if (reading) {
      isDue = true;
      return reading;
    }
    reading = read().finally(() => {
      reading = undefined;
      if (!isDue) return;
      isDue = false;
      void look();
    });
    return reading;
  }

  const first = look();
  const timer = setInterval(look, name === "postgres" ? SHARED_EVERY_MS : EVERY_MS);
  const stopListening = listen(() => void look());
  return {
    first,
    async stop() {
      clearInterval(timer);
      await stopListening();
    },
  };
}
