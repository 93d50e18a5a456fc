import type { Caller } from "../chat/command.ts";
import { invocation } from "../chat/naming.ts";
import { type Button, buttons, note, type Reply } from "../chat/reply.ts";
import { counted } from "../counted.ts";
import type { Paper } from "../papers/paper.ts";
import { stillLoading } from "./paging.ts";
import { listCard, readableId } from "./paper-card.ts";
import type { Services } from "./services.ts";

/** How many saved papers and follows are shown; the others are counted. */
const SAVED = 3;
const FOLLOWED = 8;

/** A person's home page, in sections: a paper for today, what they follow, what they saved, and where to go next. */
export async function home(services: Services, caller: Caller): Promise<readonly Reply[]> {
  const [paper, { follows }, saves] = await Promise.all([
    paperOfToday(services, caller),
    services.taste.scope(caller, "me").then(services.taste.following),
    services.history.saved(caller),
  ]);
  const recent = await services.history.withPapers(saves.slice(0, SAVED));
  const { taste } = services;
  const shown = [...(paper ? [paper] : []), ...recent.map((entry) => entry.paper)];
  const tallies = await taste.tallies(
    caller,
    shown.map(({ id }) => id),
  );
  const card = (one: Paper, withSummary = false) =>
    listCard({ paper: one }, tallies.get(one.id), withSummary);
  const isNew = follows.length === 0 && saves.length === 0;
  return [
    ...(isNew ? [note(firstStep(caller))] : []),
    paper
      ? { ...note("Today's paper"), cards: [card(paper, true)] }
      : note(`No new paper for today. ${stillLoading(services.library)}`.trim()),
    note(await followLine(follows, services, caller)),
    {
      ...note(savedLine(saves.length, recent.length, caller)),
      cards: recent.map((entry) => card(entry.paper)),
    },
    {
      ...note(""),
      footer: "Answers to these buttons arrive as direct messages.",
      buttons: buttons(FOR_YOU, ALL_SAVED, HELP),
    },
  ];
}

const button = (label: string, command: string): Button => ({
  label,
  action: { command, options: {}, effect: "answer" },
});
const FOR_YOU: Button = { ...button("Papers for me", "foryou"), style: "primary" };
const ALL_SAVED = button("All saved papers", "saved");
const HELP = button("What I can do", "help");

function firstStep(caller: Caller): string {
  return [
    `First step: run ${invocation(caller, "daily subscribe")} in the channel that should get a new paper each day, with your topics.`,
    `To search, run ${invocation(caller, "paper")} streaming video, or send me a message.`,
  ].join("\n");
}

/** The paper that /today shows in a direct message. */
async function paperOfToday(
  { delivery }: Services,
  { platform, user = "" }: Caller,
): Promise<Paper | undefined> {
  const today = await delivery.today({ platform, channel: `private:${user}` });
  return today.kind === "preview" ? today.pick.papers[0]?.paper : undefined;
}

type Follows = Awaited<ReturnType<Services["taste"]["following"]>>["follows"];

async function followLine(follows: Follows, { library }: Services, caller: Caller): Promise<string> {
  if (follows.length === 0)
    return `You don't follow anything yet. To start, run ${invocation(caller, "follow add")} streaming video.`;
  const named = follows.slice(0, FOLLOWED).map(async ({ kind, value }) => {
    const title = kind === "paper" ? (await library.index.get(value))?.title : undefined;
    return `• ${title ?? (kind === "paper" ? readableId(value) : value)}`;
  });
  const more = follows.length - named.length;
  return [
    "You follow:",
    ...(await Promise.all(named)),
    ...(more > 0 ? [`and ${more.toLocaleString("en")} more`] : []),
  ].join("\n");
}

function savedLine(count: number, shown: number, caller: Caller): string {
  if (count === 0)
    return `You haven't saved any papers yet. Press Save below a paper, or run ${invocation(caller, "save")} with its link.`;
  const last = count > shown && shown > 0 ? ` The last ${shown === 1 ? "one" : shown}:` : "";
  return `You saved ${counted(count, "paper")}.${last}`;
}
