import { z } from "zod";
import { defineCommand, type Request } from "../src/chat/command.ts";
import { invocation } from "../src/chat/naming.ts";
import { buttons, note, type Reply } from "../src/chat/reply.ts";
import { forget, HOW_KEPT, inventory, ownFile } from "../src/present/own-data.ts";
import type { Services } from "../src/present/services.ts";

export const privacy = defineCommand({
  name: "privacy",
  group: "Votes, lists and privacy",
  description: "Show, export or delete the data I keep about you",
  example: "",
  details: [
    "I store a code instead of your name. Only this bot's secret key can connect the two.",
    "forget asks you to confirm before anything is deleted. It covers everything on this platform, also when you run it in a direct message.",
    "It also deletes the copies that I made before updates, but not the operator's own backups.",
  ],
  personal: true,
  options: z.object({
    what: z.enum(["export", "forget"]).optional().describe("export (a file) or forget (delete everything)"),
    confirm: z.enum(["yes"]).optional().describe("yes, to delete without a question"),
  }),
  async run({ what, confirm }, services: Services, { caller }: Request): Promise<Reply> {
    if (what === "forget" && confirm === "yes") {
      await forget(caller, services);
      return note("Deleted. I keep nothing about you any more, and your votes no longer count.");
    }
    const lines = (await inventory(caller, services)).map((line) => `• ${line}`);
    if (lines.length === 0) return note(`I don't keep any data about you. ${HOW_KEPT}`);
    if (what === "export")
      return {
        ...note("Here is all the data I keep about you."),
        files: [await ownFile(caller, services)],
      };
    if (what === "forget") {
      return {
        ...note(["This will be deleted for good:", ...lines].join("\n")),
        footer: `Instead of the button, you can type ${invocation(caller, "privacy")} forget yes`,
        buttons: buttons({
          label: "Delete my data",
          action: { command: "privacy", options: { what: "forget", confirm: "yes" }, effect: "replace" },
          style: "danger",
        }),
      };
    }
    return {
      ...note(["Data I keep about you:", ...lines, "", HOW_KEPT].join("\n")),
      buttons: buttons(
        {
          label: "Export my data",
          action: { command: "privacy", options: { what: "export" }, effect: "answer" },
        },
        {
          label: "Delete my data…",
          action: { command: "privacy", options: { what: "forget" }, effect: "answer" },
        },
      ),
    };
  },
});
