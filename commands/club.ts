import { z } from "zod";
import { defineCommand, type Request } from "../src/chat/command.ts";
import { invocation } from "../src/chat/naming.ts";
import { shorten } from "../src/chat/options.ts";
import { type Button, buttons, note, type Reply } from "../src/chat/reply.ts";
import { UserError } from "../src/errors.ts";
import type { Paper } from "../src/papers/paper.ts";
import { calendarPage } from "../src/present/club-calendar.ts";
import { historyPage, queuePage } from "../src/present/club-pages.ts";
import { pageOption } from "../src/present/entry-page.ts";
import { suggestPapers, withPaper, withPaperOrId } from "../src/present/one-paper.ts";
import { paperCard } from "../src/present/paper-card.ts";
import type { Services } from "../src/present/services.ts";

const DEEDS = [
  "queue",
  "add",
  "remove",
  "discussed",
  "undiscussed",
  "history",
  "join",
  "leave",
  "swap",
  "ics",
] as const;
type Deed = (typeof DEEDS)[number];

const NAME_LENGTH = 40;

interface Asked {
  readonly what: string;
  readonly page: number;
  readonly services: Services;
  readonly request: Request;
}

export const club = defineCommand({
  name: "club",
  group: "The journal club",
  description: "This channel's journal club: what comes next, who presents, and what was discussed",
  example: "add 2405.16009",
  details: [
    "queue: the papers that wait, the best liked first; add, remove and discussed take a paper.",
    "join NAME: present when it is your turn, under a name that you choose; swap NAME: trade turns; leave.",
    "remove, for what others added, discussed and undiscussed are for whoever presents next, and for channel managers.",
    "history: what was discussed; ics: the next meetings for your calendar. club-schedule sets when you meet.",
  ],
  partlyAdmin: true,
  options: z.object({
    do: z.enum(DEEDS).default("queue").describe("What to do"),
    page: pageOption,
    what: z
      .string()
      .trim()
      .max(500)
      .default("")
      .describe("A paper to add, remove or discuss; a name to join as or swap with"),
  }),
  suggest: { what: suggestPapers },
  run({ do: deed, ...asked }, services: Services, request: Request): Promise<Reply> {
    return RUN[deed]({ ...asked, services, request });
  },
});

const RUN: Readonly<Record<Deed, (asked: Asked) => Promise<Reply>>> = {
  queue({ what, page, services, request }) {
    if (what !== "")
      throw new UserError(`Say what to do about “${shorten(what)}”: ${DEEDS.slice(1).join(", ")}.`);
    return queuePage(page, services, request);
  },
  history: ({ page, services, request }) => historyPage(page, services, request),

  add: (asked) =>
    onPaper("add", asked, async (paper, { services: { club }, request: { caller } }) => {
      if (!(await club.add(caller, paper.id))) return note(`“${paper.title}” waits already.`);
      const { queue } = await club.state(caller);
      const place = queue.findIndex(({ id }) => id === paper.id) + 1;
      return {
        outcome: "answer",
        audience: "everyone",
        text: `Added to the journal club, ${place} of ${queue.length} in the queue. Votes move it up or down.`,
        cards: [paperCard(paper)],
        buttons: [],
      };
    }),

  remove: (asked) => {
    const { services, request } = asked;
    return withPaperOrId(whatOf("remove", asked), services, choiceOf("remove"), async (paper) => {
      const done = await services.club.remove(request.caller, paper.id);
      if (done === "refused") throw new UserError(presenterOnly(request, "remove what others added"));
      if (done === "nothing") return note(`“${paper.title}” is not in the queue.`);
      const reply = {
        ...note(`“${paper.title}” is off the journal club's queue.`),
        buttons: buttons(undo("add", paper)),
      };
      return done === "done-own" ? reply : { ...reply, audience: "everyone" };
    });
  },

  discussed: (asked) =>
    onPaper("discussed", asked, async (paper, { services: { club }, request }) => {
      const { caller } = request;
      const done = await club.markDiscussed(caller, paper.id);
      if (done === "refused") throw new UserError(presenterOnly(request, "move the journal club on"));
      if (done === "nothing") return note(`“${paper.title}” was discussed already.`);
      const [presenter] = (await club.state(caller)).presenters;
      const next = presenter ? ` Next to present: ${presenter.name}.` : "";
      return {
        ...note(`Discussed: “${paper.title}”.${next}`),
        audience: "everyone",
        buttons: buttons(undo("undiscussed", paper)),
      };
    }),

  undiscussed: (asked) => {
    const { services, request } = asked;
    return withPaperOrId(whatOf("undiscussed", asked), services, choiceOf("undiscussed"), async (paper) => {
      const done = await services.club.moveBack(request.caller, paper.id);
      if (done === "refused") throw new UserError(presenterOnly(request, "take that back"));
      if (done === "nothing") return note(`“${paper.title}” has not been discussed.`);
      const [presenter] = (await services.club.state(request.caller)).presenters;
      const next = presenter ? ` Next to present: ${presenter.name}.` : "";
      return { ...note(`“${paper.title}” is back in the queue.${next}`), audience: "everyone" };
    });
  },

  async join({ what, services: { club }, request: { caller } }) {
    const name = what.replace(/\s+/gu, " ");
    if (name === "")
      throw new UserError(
        `Say under which name you present: ${invocation(caller, "club")} join, and the name.`,
      );
    if (name.length > NAME_LENGTH) throw new UserError(`A name may have ${NAME_LENGTH} characters at most.`);
    await club.join(caller, name);
    const { presenters } = await club.state(caller);
    const place = presenters.findIndex((one) => one.name === name) + 1;
    return note(
      `You present as “${name}”, ${place === 1 ? "next" : `number ${place} of ${presenters.length}`}. Only this name is kept with your turn; ${invocation(caller, "club")} leave takes it back.`,
    );
  },

  async leave({ services: { club }, request: { caller } }) {
    return note((await club.leave(caller)) ? "You present here no longer." : "You do not present here.");
  },

  async swap({ what, services: { club }, request: { caller } }) {
    if (what === "")
      throw new UserError(`Say with whom: ${invocation(caller, "club")} swap, and their name.`);
    await club.swap(caller, what);
    const names = (await club.state(caller)).presenters.map(({ name }) => name);
    return {
      ...note(`Turns are swapped. To present, in this order: ${names.join(", ")}.`),
      audience: "everyone",
    };
  },

  ics: ({ services, request }) => calendarPage(services, request),
};

/** Runs `then` with the paper that is meant, or asks which one, with buttons that do the same deed. */
function onPaper(
  deed: Deed,
  asked: Asked,
  then: (paper: Paper, asked: Asked) => Promise<Reply>,
): Promise<Reply> {
  return withPaper(whatOf(deed, asked), asked.services, choiceOf(deed), (paper) => then(paper, asked));
}

/** Which paper was named. Throws a UserError if none was. */
function whatOf(deed: Deed, { what, request }: Asked): string {
  if (what === "")
    throw new UserError(
      `Say which paper: ${invocation(request.caller, "club")} ${deed}, and a link, an id or a part of its title.`,
    );
  return what;
}

/** What everybody should see is told to everybody, also where it had to be asked first which paper is meant. */
function choiceOf(deed: Deed): (paper: Paper) => Button {
  const isForAll = deed === "remove" || deed === "discussed" || deed === "undiscussed";
  return ({ id }) => ({
    label: "This one",
    action: {
      command: "club",
      options: { do: deed, what: id },
      effect: isForAll ? "announce" : "replace",
    },
  });
}

function undo(deed: Deed, { id }: Pick<Paper, "id">): Button {
  return {
    label: "Undo",
    action: { command: "club", options: { do: deed, what: id }, effect: "announce" },
  };
}

function presenterOnly({ caller }: Request, deed: string): string {
  if (caller.unchecked !== undefined) return caller.unchecked;
  return `Only whoever presents next, or a channel manager, can ${deed}. ${caller.askInstead ?? "Ask one of them."}`;
}
