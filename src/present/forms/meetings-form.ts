import type { Caller } from "../../chat/command.ts";
import type { FormSpec } from "../../chat/forms/form.ts";
import { weekdayOf } from "../../time/day.ts";
import type { Services } from "../services.ts";
import { zoneField } from "./settings-fields.ts";

const RHYTHMS = [
  { label: "Every week", value: "week", weeks: 1 },
  { label: "Every 2 weeks", value: "2-weeks", weeks: 2 },
  { label: "Every 4 weeks", value: "4-weeks", weeks: 4 },
  { label: "Once", value: "once", weeks: 0 },
];
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/** What a club that meets for the first time begins with. */
const USUAL = { everyWeeks: 1, minutes: 60, remindHours: 24 };

/** The meetings of the channel's journal club where it is asked, with what is set now. */
export async function meetingsForm({ club, delivery }: Services, caller: Caller): Promise<FormSpec> {
  const { place, meetings } = await club.state(caller);
  const { everyWeeks, minutes, remindHours } = meetings ?? USUAL;
  const zone = meetings?.timezone ?? (await delivery.zone(place));
  return {
    title: "Journal club meetings",
    submit: "Save",
    fields: [
      {
        option: "when",
        label: "Day",
        hint: "A weekday, a date such as 2026-12-01, or off to cancel the meetings",
        ...(meetings && { value: everyWeeks === 0 ? meetings.firstDay : weekdayName(meetings.firstDay) }),
        required: true,
      },
      {
        option: "time",
        label: "Start time",
        hint: "For example 14:00 or 2pm",
        ...(meetings && { value: meetings.time }),
        required: true,
      },
      zoneField(zone),
      {
        option: "every",
        label: "How often",
        value: RHYTHMS.find(({ weeks }) => weeks === everyWeeks)?.value ?? "week",
        required: true,
        choices: RHYTHMS.map(({ label, value }) => ({ label, value })),
      },
      {
        option: "remind",
        label: "Reminder, in hours before the meeting",
        hint: "0 for none",
        value: String(remindHours),
        required: true,
      },
      { option: "minutes", label: "Length in minutes", value: String(minutes), required: true },
    ],
  };
}

function weekdayName(day: string): string {
  return WEEKDAYS[weekdayOf(day) - 1] ?? "";
}
