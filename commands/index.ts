import type { Command } from "../src/chat/command.ts";
import type { Services } from "../src/present/services.ts";
import { abstract } from "./abstract.ts";
import { club } from "./club/index.ts";
import { daily } from "./daily/index.ts";
import { exportPapers } from "./export.ts";
import { follow } from "./follow/index.ts";
import { foryou } from "./foryou.ts";
import { help } from "./help.ts";
import { page } from "./page/index.ts";
import { paper } from "./paper.ts";
import { privacy } from "./privacy.ts";
import { profile } from "./profile.ts";
import { related } from "./related.ts";
import { save, unsave } from "./save.ts";
import { saved } from "./saved.ts";
import { similar } from "./similar.ts";
import { status } from "./status.ts";
import { today } from "./today.ts";
import { top } from "./top.ts";
import { vote } from "./vote.ts";

/** Everything the bot can do, in /help order. The first one answers words without a command. */
export const commands: readonly Command<Services>[] = [
  paper,
  similar,
  abstract,
  related,
  top,
  saved,
  exportPapers,
  vote,
  save,
  unsave,
  foryou,
  privacy,
  ...follow,
  profile,
  today,
  ...daily,
  ...club,
  ...page,
  status,
  help,
];
