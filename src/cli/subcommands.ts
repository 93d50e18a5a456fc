import { ask } from "./ask.ts";
import { backup, restore } from "./backup.ts";
import { daily } from "./daily.ts";
import { importFiles } from "./import.ts";
import { mailStop, mailTest } from "./mail.ts";
import { showPaper, splitPaper } from "./paper.ts";
import { seed } from "./seed.ts";
import { page, serve } from "./serve.ts";
import { registerDiscord, slackManifest } from "./setup.ts";
import type { Subcommand } from "./subcommand.ts";
import { sync } from "./sync.ts";

/** Every way to run the program, in the order of `--help`; the first is run where none is named. A new one is a row here. */
export const subcommands: readonly Subcommand[] = [
  serve,
  page,
  ask,
  importFiles,
  seed,
  sync,
  daily,
  showPaper,
  splitPaper,
  backup,
  restore,
  mailTest,
  mailStop,
  registerDiscord,
  slackManifest,
];
