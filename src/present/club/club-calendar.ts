import type { Request } from "../../chat/command.ts";
import { invocation } from "../../chat/naming.ts";
import { note, type Reply, type TextFile } from "../../chat/reply.ts";
import { calendarFile } from "../../club/calendar-file.ts";
import type { Services } from "../services.ts";

/** A club's meetings as a file for calendars, with those that an earlier file told and that are called off. */
export async function calendarPage(services: Services, { caller }: Request): Promise<Reply> {
  const told = await tellCalendar(services, caller);
  if (!told)
    return note(
      `No meeting is scheduled. To schedule one: ${invocation(caller, "club schedule")} tuesday time:14:00`,
    );
  return { ...note(describe(told)), files: [told.file] };
}

function describe({ planned, dropped }: Told): string {
  if (planned === 0)
    return "No meeting is scheduled any more. Import this file to remove the old ones from your calendar.";
  const next = planned === 1 ? "The next meeting" : `The next ${planned} meetings`;
  const others = dropped === 0 ? "" : `, and ${dropped} cancelled`;
  return `${next} for your calendar${others}. Import it again after a change to update your calendar.`;
}

interface Told {
  /** How many meetings the file has that take place, and how many that do not. */
  readonly planned: number;
  readonly dropped: number;
  readonly file: TextFile;
}

/** The calendar file of now; undefined where it would be empty. */
export async function tellCalendar(
  { club, delivery, history, now }: Services,
  caller: Request["caller"],
): Promise<Told | undefined> {
  const events = await club.calendar(caller);
  if (events.length === 0) return undefined;
  const state = await club.state(caller);
  const [first] = await history.withPapers(state.queue);
  const channel = await delivery.channel(state.place);
  const content = calendarFile(state, events, first?.paper.title, channel, now());
  const file = { name: "journal-club.ics", content, ifTooLong: "" };
  return { planned: state.next.length, dropped: events.filter(({ cancelled }) => cancelled).length, file };
}
