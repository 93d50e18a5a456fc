import { randomUUID } from "node:crypto";
import type { Poster } from "../chat/poster.ts";
import { createClub } from "../club/club.ts";
import { createReminders } from "../club/reminders.ts";
import { createRunner, type Runner } from "../delivery/runner.ts";
import { applySettings } from "../delivery/subscribe.ts";
import type { Library } from "../library/library.ts";
import { paperCard } from "../present/paper-card.ts";
import { explainStoreError } from "../store/explain-error.ts";
import type { Syncer } from "../sync/create-syncer.ts";
import { createTaste } from "../taste/taste.ts";
import { type Host, libraryFile } from "./host.ts";

/** The daily delivery of this host, at rest, with the subscriptions of its settings. Throws a StoreError that says what to do. */
export async function createHostRunner(
  host: Host,
  library: Library,
  posters: ReadonlyMap<string, Poster>,
  syncer: Syncer | undefined,
): Promise<Runner> {
  const { config, log, now } = host;
  const { channels, wishes } = config.daily;
  try {
    await applySettings(library.db, channels, wishes, now());
  } catch (error) {
    throw explainStoreError(error, libraryFile(host));
  }
  const { db } = library;
  const club = createClub({ db, taste: createTaste({ db, now }), timezone: wishes.timezone, now });
  const reminders = createReminders({ db, club, card: paperCard, now });
  return createRunner({
    db,
    index: library.index,
    isReady: () => !library.loading,
    posters,
    card: paperCard,
    planReminders: reminders.plan,
    remind: reminders.compose,
    ...(syncer && { notice: async () => (await syncer.report()).notice }),
    owner: randomUUID(),
    now,
    random: Math.random,
    log: log.child("delivery"),
  });
}
