import { randomUUID } from "node:crypto";
import { paperCard } from "../../commands/paper-card.ts";
import type { Poster } from "../chat/poster.ts";
import { createRunner, type Runner } from "../delivery/runner.ts";
import { applySettings } from "../delivery/subscribe.ts";
import type { Library } from "../library/library.ts";
import type { Syncer } from "../sync/create-syncer.ts";
import type { Host } from "./host.ts";

/** The daily delivery of this host, at rest, with the subscriptions of its settings. */
export async function createHostRunner(
  { config, log, now }: Host,
  library: Library,
  posters: ReadonlyMap<string, Poster>,
  syncer: Syncer | undefined,
): Promise<Runner> {
  const { channels, wishes } = config.daily;
  await applySettings(library.db, channels, wishes, now());
  return createRunner({
    db: library.db,
    index: library.index,
    isReady: () => !library.loading,
    posters,
    card: paperCard,
    ...(syncer && { notice: async () => (await syncer.report()).notice }),
    owner: randomUUID(),
    now,
    random: Math.random,
    log: log.child("delivery"),
  });
}
