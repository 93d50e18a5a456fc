import { z } from "zod";
import { defineCommand, type Request } from "../../src/chat/command.ts";
import { invocation } from "../../src/chat/naming.ts";
import { buttons, note, type Reply } from "../../src/chat/reply.ts";
import type { Services } from "../../src/present/services.ts";
import {
  dailyButton,
  noSubscription,
  noteWithNext,
  settingsLine,
} from "../../src/present/subscription-text.ts";
import { thisChannel } from "../../src/present/this-channel.ts";
import { undoButton, undoStamp } from "../../src/present/undo.ts";

export const dailyStop = defineCommand({
  name: "daily stop",
  group: "Daily paper",
  description: "Stop this channel's daily paper",
  example: "",
  details: ["You can undo it for a day. The channel's history and what it follows stay."],
  admin: true,
  personal: true,
  options: z.object({}),
  async run(_, { delivery }: Services, { caller }: Request): Promise<Reply> {
    const stoppedAt = await delivery.unsubscribe(thisChannel(caller));
    if (!stoppedAt) return noSubscription(caller);
    return {
      ...note(
        `Unsubscribed. This channel won't get papers any more. ${invocation(caller, "daily restore")} brings them back within a day.`,
      ),
      buttons: buttons(undoButton("daily restore", stoppedAt)),
    };
  },
});

export const dailyRestore = defineCommand({
  name: "daily restore",
  group: "Daily paper",
  description: "Restore the daily paper that was just stopped",
  example: "",
  admin: true,
  personal: true,
  typedOnly: true,
  options: z.object({ stopped: undoStamp }),
  async run({ stopped }, { delivery, now }: Services, { caller }: Request): Promise<Reply> {
    const place = thisChannel(caller);
    const standing = await delivery.restore(place, { user: caller.user }, stopped);
    if (standing)
      return {
        ...noteWithNext(
          `Restored. This channel gets ${settingsLine(standing.subscription)}.`,
          standing,
          now(),
        ),
        buttons: buttons(dailyButton("Stop", "daily stop")),
      };
    if (await delivery.standing(place))
      return note("This channel has a daily paper, so there is nothing to restore.");
    return note(
      `This can't be undone any more. To start anew: ${invocation(caller, "daily subscribe")} streaming video`,
    );
  },
});
