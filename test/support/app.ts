import { type App, type AppParts, createApp } from "../../src/app/app.ts";
import type { Library } from "../../src/library/library.ts";
import { createLogger } from "../../src/log.ts";

/** The program over a library, without a cooldown and with a fixed random number; `more` replaces parts of it. */
export function someApp(library: Library, now: () => Date, more: Partial<AppParts> = {}): App {
  return createApp({
    library,
    now,
    elapsed: () => now().getTime(),
    log: createLogger("silent"),
    cooldown: { take: () => 0 },
    random: () => 0,
    ...more,
  });
}
