import { type App, type AppParts, createApp } from "../../src/app/app.ts";
import type { Library } from "../../src/library/library.ts";
import { createLogger } from "../../src/log.ts";

/** The program over a library, as it runs, without a cooldown and without chance; give what is different. */
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
