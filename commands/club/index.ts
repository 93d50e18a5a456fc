import { group } from "../../src/chat/group.ts";
import { clubAdd } from "./add.ts";
import { clubCalendar } from "./calendar.ts";
import { clubDone } from "./done.ts";
import { clubHistory } from "./history.ts";
import { clubJoin } from "./join.ts";
import { clubLeave } from "./leave.ts";
import { clubRemove } from "./remove.ts";
import { clubReopen } from "./reopen.ts";
import { clubRestore, clubSchedule } from "./schedule.ts";
import { clubShow } from "./show.ts";
import { clubSwap, clubUnswap } from "./swap.ts";

export const club = group(
  { name: "club", description: "Run this channel's journal club", bare: "club show" },
  [
    clubShow,
    clubAdd,
    clubRemove,
    clubDone,
    clubReopen,
    clubHistory,
    clubJoin,
    clubSwap,
    clubUnswap,
    clubLeave,
    clubCalendar,
    clubSchedule,
    clubRestore,
  ],
);
