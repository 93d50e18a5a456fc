import type { Request } from "../../chat/command.ts";
import { invocation } from "../../chat/naming.ts";
import { type Button, buttons, note, type Reply } from "../../chat/reply.ts";
import type { ClubState } from "../../club/club.ts";
import { describeInstant } from "../../time/zone.ts";
import { zoneWords } from "../../time/zone-names.ts";
import { pageOfEntries } from "../entry-page.ts";
import { dateLine } from "../paper-card.ts";
import type { Services } from "../services.ts";
import { clubButton } from "./club-actions.ts";

const MOST_NAMES = 5;

/** When a club meets next, who presents, and what waits to be discussed. */
export async function queuePage(page: number, services: Services, { caller }: Request): Promise<Reply> {
  const state = await services.club.state(caller);
  const text = [
    ...standing(state, services.now()),
    state.queue.length > 0 ? "Queue, most upvotes first:" : "",
  ].filter(Boolean);
  if (state.queue.length === 0)
    return {
      ...note(
        [
          ...text,
          `The queue is empty. To add a paper, type ${invocation(caller, "club add")} and its link.`,
        ].join("\n"),
      ),
      audience: "everyone",
      buttons: state.next.length > 0 ? buttons(calendarButton) : [],
    };
  const reply = await pageOfEntries(state.queue, services, caller, {
    heading: text.join("\n"),
    command: "club show",
    page,
  });
  // What the library has lost is not shown, and cannot be discussed by a button.
  const [first] = await services.history.withPapers(state.queue);
  return {
    ...reply,
    buttons: [
      ...reply.buttons,
      ...buttons(
        page === 1 && first ? clubButton("Mark first as done", "club done", first) : undefined,
        state.next.length > 0 ? calendarButton : undefined,
      ),
    ],
  };
}

/** What a club has discussed, the last first. */
export async function historyPage(page: number, services: Services, { caller }: Request): Promise<Reply> {
  const entries = await services.club.discussed(caller);
  if (entries.length === 0)
    return note(
      `No papers have been discussed yet. After a meeting, mark its paper with ${invocation(caller, "club done")}.`,
    );
  return pageOfEntries(entries, services, caller, {
    heading: "Papers the journal club discussed",
    command: "club history",
    page,
    about: ({ day }) => ({ when: `Discussed ${dateLine(day)}` }),
  });
}

/** "Next: Tue 1 Dec, 14:00 Berlin time" and whose turn it is. */
export function standing({ meetings, next: [next], presenters }: ClubState, now: Date): readonly string[] {
  const names = presenters.slice(0, MOST_NAMES).map(({ name }) => name);
  const more = presenters.length - names.length;
  return [
    meetings && next
      ? `Journal club · next: ${describeInstant(next.at, meetings.timezone, now)} ${zoneWords(meetings.timezone)}`
      : "Journal club · no meeting scheduled",
    names.length > 0 ? `Next presenters: ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}` : "",
  ].filter(Boolean);
}

export const calendarButton: Button = {
  label: "Get calendar file",
  action: { command: "club calendar", options: {}, effect: "answer" },
};

/** " Next presenter: Ann.", or nothing where nobody presents. */
export function nextPresenter({ presenters: [next] }: ClubState): string {
  return next ? ` Next presenter: ${next.name}.` : "";
}
