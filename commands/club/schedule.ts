import { z } from "zod";
import { defineCommand, type Request } from "../../src/chat/command.ts";
import { invocation } from "../../src/chat/naming.ts";
import { buttons, note, type Reply } from "../../src/chat/reply.ts";
import type { ClubState } from "../../src/club/club.ts";
import { meetingsProblems, RHYTHMS } from "../../src/club/read-meetings.ts";
import { counted } from "../../src/counted.ts";
import { tellCalendar } from "../../src/present/club/club-calendar.ts";
import { calendarButton, standing } from "../../src/present/club/club-pages.ts";
import { suggestChannelZones } from "../../src/present/completion/suggestions.ts";
import { meetingsForm } from "../../src/present/forms/meetings-form.ts";
import type { Services } from "../../src/present/services.ts";
import { undoButton, undoStamp } from "../../src/present/undo.ts";

const text = (description: string, longest = 100) =>
  z.string().trim().min(1).max(longest).optional().describe(description);

export const clubSchedule = defineCommand({
  name: "club schedule",
  group: "Journal club",
  description: "Set when the club meets and when to send a reminder",
  example: "tuesday time:14:00 timezone:Berlin every:2-weeks",
  details: [
    "A weekday repeats every week unless you set every; a date is a single meeting. Settings you leave out stay as they are.",
    "off cancels the meetings. The queue and the presenters stay.",
  ],
  admin: true,
  personal: true,
  options: z.object({
    when: text("A weekday, a date such as 2026-12-01, or off", 80),
    time: text("Start time, such as 14:00 or 2pm", 20),
    timezone: text("Time zone, such as Europe/Berlin"),
    every: z.enum(RHYTHMS).optional().describe("Rhythm of the meetings"),
    minutes: z.coerce.number().int().min(15).max(480).optional().describe("Length in minutes; 60 by default"),
    remind: z.coerce
      .number()
      .int()
      .min(0)
      .max(168)
      .optional()
      .describe("Hours before the reminder, 0 for none; 24 by default"),
  }),
  suggest: {
    timezone: suggestChannelZones,
  },
  check: (typed, { now }) => meetingsProblems({ ...typed, every: undefined }, now()),
  form: (services: Services, { caller }) => meetingsForm(services, caller),
  async run(typed, services: Services, { caller }: Request): Promise<Reply> {
    const { club, delivery } = services;
    if (typed.when?.toLowerCase() === "off") return callOff(services, caller);
    const state = await club.schedule(caller, typed);
    const { meetings } = state;
    const missing = meetings && meetings.remindHours > 0 ? await delivery.missing(state.place) : [];
    const isOutdated = await club.isOutdated(caller);
    const lines = [
      ...standing(state, services.now()),
      ...(meetings ? [describe(meetings)] : []),
      ...(isOutdated
        ? [
            `Calendars still show the old times. To update one, import the file from ${invocation(caller, "club calendar")} again.`,
          ]
        : []),
      ...(missing.length > 0
        ? ["", "I can't post reminders here yet. I need:", ...missing.map((one) => `• ${one}`)]
        : []),
    ];
    return { ...note(lines.join("\n")), buttons: state.next.length > 0 ? buttons(calendarButton) : [] };
  },
});

export const clubRestore = defineCommand({
  name: "club restore",
  group: "Journal club",
  description: "Restore the meetings that were just cancelled",
  example: "",
  admin: true,
  personal: true,
  typedOnly: true,
  options: z.object({ stopped: undoStamp }),
  async run({ stopped }, services: Services, { caller }: Request): Promise<Reply> {
    const { club, now } = services;
    if (!(await club.restore(caller, stopped)))
      return note(
        (await club.state(caller)).meetings
          ? "Nothing to restore: meetings are scheduled."
          : `This can't be undone any more. To schedule new meetings: ${invocation(caller, "club schedule")}`,
      );
    const state = await club.state(caller);
    return {
      ...note(["Restored.", ...standing(state, now())].join("\n")),
      buttons: state.next.length > 0 ? buttons(calendarButton) : [],
    };
  },
});

async function callOff(services: Services, caller: Request["caller"]): Promise<Reply> {
  const { club } = services;
  const at = await club.callOff(caller);
  if (!at) return note("There was no meeting to cancel.");
  const text = "Meetings cancelled. The queue and the presenters stay.";
  const undo = { buttons: buttons(undoButton("club restore", at)) };
  // Nobody can have in a calendar what no file has contained.
  const told = (await club.isOutdated(caller)) ? await tellCalendar(services, caller) : undefined;
  if (!told) return { ...note(text), ...undo };
  return {
    ...note(
      `${text} Calendars still show them. Import this file to remove them, or get it later with ${invocation(caller, "club calendar")}.`,
    ),
    ...undo,
    files: [told.file],
  };
}

function describe({ everyWeeks, minutes, remindHours }: NonNullable<ClubState["meetings"]>): string {
  const rhythm = everyWeeks === 0 ? "once" : everyWeeks === 1 ? "every week" : `every ${everyWeeks} weeks`;
  const reminder =
    remindHours === 0 ? "without a reminder" : `with a reminder ${counted(remindHours, "hour")} before`;
  return `Meets ${rhythm} for ${minutes} minutes, ${reminder}.`;
}
