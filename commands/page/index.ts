import { group } from "../../src/chat/group.ts";
import { pageAdmin } from "./admin.ts";
import { pageChannel } from "./channel.ts";
import { pageMe } from "./me.ts";
import { pageReset } from "./reset.ts";

export const page = group(
  { name: "page", description: "Get links to the bot's web page", bare: "page channel" },
  [pageChannel, pageReset, pageMe, pageAdmin],
);
