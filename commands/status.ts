import { z } from "zod";
import { type Caller, defineCommand, managersOnly, type Request } from "../src/chat/command.ts";
import { invocation } from "../src/chat/naming.ts";
import { buttons, type Card, note, type Reply } from "../src/chat/reply.ts";
import type { Standing } from "../src/delivery/delivery.ts";
import { UserError } from "../src/errors.ts";
import { dateLine } from "../src/present/paper-card.ts";
import type { Services } from "../src/present/services.ts";
import { lastOutcome, nextLine } from "../src/present/subscription-text.ts";
import { maySee } from "../src/present/this-channel.ts";

const MOST_SHOWN = 5;

export const status = defineCommand({
  name: "status",
  group: "About the bot",
  description: "Show connected platforms, next posts and any problems",
  example: "",
  details: [
    "An uncertain post may or may not be in its channel. Look there, then press Post to send it again or Drop to leave it.",
  ],
  partlyAdmin: true,
  options: z.object({
    uncertain: z.string().trim().max(30).default("").describe("An uncertain post, by its id"),
    answer: z.enum(["post", "drop"]).optional().describe("What to do about it"),
  }),
  async run({ uncertain, answer }, services: Services, { caller }: Request): Promise<Reply> {
    if (uncertain !== "") return settle(uncertain, answer, services, caller);
    if (!caller.admin) throw new UserError(managersOnly(caller, `use ${invocation(caller, "status")}`));
    const { delivery, library, platforms, now } = services;
    const standings = (await delivery.standings()).filter(({ subscription }) => maySee(caller, subscription));
    const open = (await delivery.uncertain()).filter((row) => standings.some((one) => isOf(row, one)));
    const states = platforms().map(({ name, state }) => `${name} ${state}`);
    const lines = [
      `Platforms: ${states.join(", ") || "none in this process"}`,
      await libraryLine(library),
      ...((await services.sources?.())?.lines ?? []),
      ...runLines(standings, now()),
      open.length > 0 && `Uncertain posts: ${open.length}`,
    ];
    return {
      outcome: "answer",
      audience: "asker",
      text: lines.filter(Boolean).join("\n"),
      cards: open.slice(0, MOST_SHOWN).map(uncertainCard),
      buttons: [],
    };
  },
});

async function settle(
  id: string,
  answer: "post" | "drop" | undefined,
  { delivery }: Services,
  caller: Caller,
): Promise<Reply> {
  if (answer === undefined)
    throw new UserError("Add answer:post to send it again, or answer:drop to leave it.");
  const row = await delivery.find(id);
  const standing = row && (await delivery.standing(row));
  // Whose it is not, for them it does not exist.
  const isTheirs =
    row &&
    ((caller.admin && standing && maySee(caller, standing.subscription)) ||
      (await delivery.mayAnswer(row, caller)));
  if (!row || !isTheirs || !(await delivery.settle(row, answer)))
    throw new UserError("There is no uncertain post of that id; somebody may have answered already.");
  return note(answer === "drop" ? "Dropped: it is left as it is." : "It is posted again within seconds.");
}

async function libraryLine(library: Services["library"]): Promise<string> {
  const { hits } = await library.index.searchWords("", { offset: 0, limit: 1 });
  const newest = hits[0]?.paper.published;
  // Counting those on disk would hold up everything else for a tenth of a second in a large library.
  const count = library.index.size.toLocaleString("en");
  const loading = library.loading ? " so far; the rest is still being read" : "";
  return `Library: ${count} papers${newest === undefined ? "" : `, the newest of ${dateLine(newest)}`}${loading}`;
}

function runLines(standings: readonly Standing[], now: Date): readonly string[] {
  const active = standings.filter(({ next }) => next);
  active.sort((a, b) => (a.next?.at.getTime() ?? 0) - (b.next?.at.getTime() ?? 0));
  const troubled = standings.filter(
    ({ last, lastThread, subscription }) =>
      subscription.paused || [last, lastThread].some((row) => row && row.state !== "sent"),
  );
  const posted = standings.filter(({ last }) => last?.state === "sent").length;
  return [
    `Channels: ${standings.length}, of which ${active.length} active; last time, ${posted} got their paper`,
    ...active.slice(0, MOST_SHOWN).map((one) => `${nameOf(one)}: ${nextLine(one, now)}`),
    ...troubled.slice(0, MOST_SHOWN).map((one) => {
      const { last, subscription } = one;
      return `${nameOf(one)}: ${subscription.paused || !last ? nextLine(one, now) : `last ${lastOutcome(one)}`}`;
    }),
  ];
}

type Row = NonNullable<Standing["last"]>;

function uncertainCard(row: Row): Card {
  const decide = (label: string, answer: string) => ({
    label,
    action: { command: "status", options: { uncertain: row.id, answer }, effect: "answer" as const },
  });
  return {
    title: `${row.platform}:${row.channel}, ${row.day}`,
    facts: [],
    body: `${row.reason ?? ""}\nLook into the channel, then decide. (${row.id})`.trim(),
    buttons: buttons(decide("Post", "post"), decide("Drop", "drop")),
  };
}

function nameOf({ subscription }: Standing): string {
  return `${subscription.platform}:${subscription.channel}`;
}

function isOf(row: Row, { subscription }: Standing): boolean {
  return row.platform === subscription.platform && row.channel === subscription.channel;
}
