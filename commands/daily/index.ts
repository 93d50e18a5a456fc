import { group } from "../../src/chat/group.ts";
import { dailyHistory } from "./history.ts";
import { dailyLinks } from "./links.ts";
import { dailyList } from "./list.ts";
import { dailyMail } from "./mail.ts";
import { dailyPause } from "./pause.ts";
import { dailyPreview } from "./preview.ts";
import { dailyReplies } from "./replies.ts";
import { dailyResume } from "./resume.ts";
import { dailyShow } from "./show.ts";
import { dailyRestore, dailyStop } from "./stop.ts";
import { dailySubscribe } from "./subscribe.ts";
import { dailyWhy } from "./why.ts";

export const daily = group(
  { name: "daily", description: "Get a paper in this channel every day", bare: "daily show" },
  [
    dailySubscribe,
    dailyShow,
    dailyPause,
    dailyResume,
    dailyStop,
    dailyRestore,
    dailyList,
    dailyHistory,
    dailyWhy,
    dailyPreview,
    dailyLinks,
    dailyReplies,
    dailyMail,
  ],
);
