import type { Subcommand } from "./subcommand.ts";
import { ask } from "./subcommands/ask.ts";
import { backup, restore } from "./subcommands/backup.ts";
import { daily } from "./subcommands/daily.ts";
import { doctor } from "./subcommands/doctor.ts";
import { importFiles } from "./subcommands/import.ts";
import { mailStop, mailTest } from "./subcommands/mail.ts";
import { migrate } from "./subcommands/migrate.ts";
import { showPaper, splitPaper } from "./subcommands/paper.ts";
import { seed } from "./subcommands/seed.ts";
import { page, serve } from "./subcommands/serve.ts";
import { registerDiscord, setup, slackManifest } from "./subcommands/setup.ts";
import { sync } from "./subcommands/sync.ts";

/** Every way to run the program, in the order of `--help`; the first is run where none is named. A new one is a row here. */
export const subcommands: readonly Subcommand[] = [
  serve,
  page,
  setup,
  doctor,
  ask,
  importFiles,
  seed,
  sync,
  daily,
  showPaper,
  splitPaper,
  backup,
  restore,
  migrate,
  mailTest,
  mailStop,
  registerDiscord,
  slackManifest,
];
