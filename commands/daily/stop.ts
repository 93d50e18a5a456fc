import { z } from "zod";
import { defineCommand, type Request } from "../../src/chat/command.ts";
import { invocation } from "../../src/chat/naming.ts";
import { buttons, note, type Reply } from "../../src/chat/reply.ts";
import type { Services } from "../../src/present/services.ts";
import { dailyButton, noSubscription, settingsLine } from "../../src/present/subscription-text.ts";
import { thisChannel } from "../../src/present/this-channel.ts";

export const dailyStop = defineCommand({
  name: "daily stop",
  group: "Daily paper",
  description: "Stop this channel's daily paper and delete its settings",
  example: "",
  details: ["Asks before anything is deleted."],
  admin: true,
  options: z.object({
    confirm: z.enum(["yes"]).optional().describe("Stop without asking again"),
  }),
  async run({ confirm }, { delivery }: Services, { caller }: Request): Promise<Reply> {
    const place = thisChannel(caller);
    const standing = await delivery.standing(place);
    if (!standing) return noSubscription(caller);
    if (confirm === "yes") {
      await delivery.unsubscribe(place);
      return note(
        `Unsubscribed. This channel won't get daily papers any more. ${invocation(caller, "daily subscribe")} starts them again.`,
      );
    }
    const { subscription } = standing;
    return {
      ...note(
        `Stop this channel's daily paper? It gets ${settingsLine(subscription)}. These settings will be deleted.`,
      ),
      footer: `${invocation(caller, "daily stop")} yes does the same as the button.`,
      buttons: buttons(
        {
          label: "Stop daily paper",
          action: { command: "daily stop", options: { confirm: "yes" }, effect: "replace" },
          style: "danger",
        },
        subscription.paused ? undefined : dailyButton("Pause instead", "daily pause"),
      ),
    };
  },
});
