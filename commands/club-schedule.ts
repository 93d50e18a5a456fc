import { z } from "zod";
import { defineCommand, type Request } from "../src/chat/command.ts";
import { note, type Reply } from "../src/chat/reply.ts";
import { RHYTHMS } from "../src/club/read-meetings.ts";
import { suggestTimezones } from "../src/delivery/when.ts";
import type { Meetings } from "../src/store/clubs.ts";
import { standing } from "./club-pages.ts";
import type { Services } from "./services.ts";

const text = (description: string, longest = 100) =>
  z.string().trim().min(1).max(longest).optional().describe(description);

export const clubSchedule = defineCommand({
  name: "club-schedule",
  group: "The journal club",
  description: "Set when the journal club of this channel meets, and when I remind of it",
  example: "tuesday time:14:00 timezone:Berlin every:2-weeks",
  details: [
    "A weekday is every week unless you say otherwise, a date is once. What you leave out stays as it is.",
    "off calls the meetings off; the queue and the presenters stay.",
  ],
  admin: true,
  options: z.object({
    when: text("A weekday, a date such as 2026-12-01, or off", 40),
    time: text("When it begins, such as 14:00 or 2pm", 20),
    timezone: text("Where that is the time, such as Europe/Berlin"),
    every: z.enum(RHYTHMS).optional().describe("How often"),
    minutes: z.coerce.number().int().min(15).max(480).optional().describe("How long it takes; 60 at first"),
    remind: z.coerce
      .number()
      .int()
      .min(0)
      .max(168)
      .optional()
      .describe("How many hours before I post a reminder, 0 for none; 24 at first"),
  }),
  suggest: {
    timezone: (partial) => suggestTimezones(partial, 10).map((value) => ({ label: value, value })),
  },
  async run(typed, { club, delivery }: Services, { caller }: Request): Promise<Reply> {
    if (typed.when?.toLowerCase() === "off") {
      const was = await club.callOff(caller);
      return note(
        was ? "The meetings are called off; the queue and the presenters stay." : "No meeting was planned.",
      );
    }
    const state = await club.schedule(caller, typed);
    const { meetings } = state;
    const missing = meetings && meetings.remindHours > 0 ? await delivery.missing(state.place) : [];
    const lines = [
      ...standing(state),
      ...(meetings ? [describe(meetings)] : []),
      ...(missing.length > 0
        ? ["", "Before I can post reminders here, something is missing:", ...missing.map((one) => `• ${one}`)]
        : []),
    ];
    return note(lines.join("\n"));
  },
});

function describe({ everyWeeks, minutes, remindHours }: Meetings): string {
  const rhythm = everyWeeks === 0 ? "once" : everyWeeks === 1 ? "every week" : `every ${everyWeeks} weeks`;
  const reminder =
    remindHours === 0
      ? "without a reminder"
      : `with a reminder ${remindHours} ${remindHours === 1 ? "hour" : "hours"} before`;
  return `It meets ${rhythm}, for ${minutes} minutes, ${reminder}.`;
}
