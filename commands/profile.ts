import { z } from "zod";
import { defineCommand, type Request } from "../src/chat/command.ts";
import { invocation } from "../src/chat/naming.ts";
import { type Button, buttons, note, type Reply } from "../src/chat/reply.ts";
import { UserError } from "../src/errors.ts";
import { suggestProfileLines } from "../src/present/completion/suggestions.ts";
import { page } from "../src/present/paging.ts";
import {
  type Change,
  changeButton,
  changeButtons,
  isCode,
  isMeant,
  lineCard,
  lineMenu,
  MARKS,
  nameOf,
  summary,
  whoseProfile,
} from "../src/present/profile-line.ts";
import { scopeToChange, type Whose } from "../src/present/scope-option.ts";
import type { Services } from "../src/present/services.ts";
import type { ProfileLine } from "../src/taste/profile-lines.ts";

const ON_A_PAGE = 5;
/** Words that match several lines open at most this many of them. */
const MOST_OPENED = 2;

export const profile = defineCommand({
  name: "profile",
  group: "Follows and profile",
  description: "Show and correct what the bot learned",
  example: "",
  details: [
    "I learn from votes, saved papers, examples and follows, and from nothing else you write.",
    "Votes, saved papers and examples count half after 180 days. Follows keep their weight.",
    "mute KV cache keeps a line but ignores it; remove KV cache hides it, too; restore lists what you removed.",
  ],
  personal: true,
  partlyAdmin: true,
  options: z.object({
    for: z.enum(["me", "channel"]).optional().describe("You or this channel; in a channel, the channel"),
    change: z.enum(["mute", "remove", "restore"]).optional().describe("A change to one line"),
    line: z.string().trim().max(500).default("").describe("The line's words, or a paper"),
    page,
  }),
  suggest: { line: suggestProfileLines },
  async run({ for: given, change, line, page }, services: Services, request: Request): Promise<Reply> {
    const list = given ?? (request.caller.channel === undefined ? "me" : "channel");
    if (line !== "") return correct(list, change, line, services, request);
    const scope = await services.taste.scope(request.caller, list);
    const lines = await services.taste.profile(scope);
    const isRemoved = ({ mark }: ProfileLine) => mark === "removed";
    const view = { list, page, hasChannel: request.caller.channel !== undefined };
    if (change === "restore") return show(lines.filter(isRemoved), { ...view, removed: true }, services);
    if (change !== undefined)
      throw new UserError(
        `Which line? Add its words, or open it with the menu below ${invocation(request.caller, "profile")}.`,
      );
    const shown = lines.filter((one) => !isRemoved(one));
    const reply = await show(shown, { ...view, removed: false }, services);
    const hidden = lines.length - shown.length;
    const hint =
      hidden > 0
        ? `${hidden} removed ${hidden === 1 ? "line" : "lines"}: ${invocation(request.caller, "profile")} restore`
        : "";
    const footer = [reply.footer, hint].filter(Boolean).join(" · ");
    return footer === "" ? reply : { ...reply, footer };
  },
});

async function correct(
  list: Whose,
  change: Change | undefined,
  typed: string,
  services: Services,
  request: Request,
): Promise<Reply> {
  const scope =
    change === undefined
      ? await services.taste.scope(request.caller, list)
      : await scopeToChange(list, services, request, "this channel's profile");
  const lines = await services.taste.profile(scope);
  const fits = await Promise.all(lines.map((line) => isMeant(line, typed, services)));
  const meant = lines.filter((_, at) => fits[at]);
  if (meant.length === 0) {
    const whose = whoseProfile(list);
    const missing = isCode(typed)
      ? `That line is no longer in ${whose}.`
      : `I can't find “${typed}” in ${whose}.`;
    throw new UserError(`${missing} ${invocation(request.caller, "profile")} shows every line.`);
  }
  if (change === undefined) return showLines(meant, list, services);
  for (const line of meant) await services.taste.mark(scope, line, MARKS[change]);
  const names = await Promise.all(meant.map(async (line) => `“${await nameOf(line, services)}”`));
  const done = {
    mute: `Muted in ${whoseProfile(list)}`,
    remove: `Removed from ${whoseProfile(list)}`,
    restore: `Restored in ${whoseProfile(list)}`,
  }[change];
  const [first] = meant;
  const undo = change === "restore" ? "mute" : "restore";
  return {
    ...note(`${done}: ${names.join(", ")}.`),
    buttons: first ? buttons(changeButton(change === "restore" ? "Mute" : "Undo", undo, first, list)) : [],
  };
}

/** Single lines, each with its buttons. */
async function showLines(lines: readonly ProfileLine[], list: Whose, services: Services): Promise<Reply> {
  const cards = lines.slice(0, MOST_OPENED).map(async (line) => ({
    ...(await lineCard(line, services)),
    buttons: changeButtons(line, list),
  }));
  return { outcome: "answer", audience: "asker", cards: await Promise.all(cards), buttons: [] };
}

interface View {
  readonly list: Whose;
  readonly page: number;
  readonly removed: boolean;
  /** Whether there is a channel's profile as well. */
  readonly hasChannel: boolean;
}

async function show(
  lines: readonly ProfileLine[],
  { list, page, removed, hasChannel }: View,
  services: Services,
): Promise<Reply> {
  const other: Button = {
    label: list === "me" ? "Show this channel's" : "Show mine",
    action: {
      command: "profile",
      options: { for: list === "me" ? "channel" : "me" },
      effect: "replace",
    },
  };
  const switches = hasChannel && !removed ? [other] : [];
  if (lines.length === 0)
    return {
      ...note(
        removed
          ? `You haven't removed anything from ${whoseProfile(list)}.`
          : `${whoseProfile(list, true)} is empty. Vote on papers, save some, or follow topics to fill it.`,
      ),
      buttons: buttons(...switches),
    };
  const last = Math.ceil(lines.length / ON_A_PAGE);
  const shownPage = Math.min(page, last);
  const from = (shownPage - 1) * ON_A_PAGE;
  const shown = lines.slice(from, from + ON_A_PAGE);
  const turn = (label: string, to: number): Button => ({
    label,
    action: {
      command: "profile",
      options: { for: list, ...(removed && { change: "restore" }), page: String(to) },
      effect: "replace",
    },
  });
  return {
    outcome: "answer",
    audience: "asker",
    text: removed ? `Removed from ${whoseProfile(list)}` : summary(lines, list),
    cards: await Promise.all(shown.map((line) => lineCard(line, services))),
    ...(await lineMenu(shown, list, services)),
    ...(lines.length > ON_A_PAGE && {
      footer: `${from + 1}–${Math.min(from + ON_A_PAGE, lines.length)} of ${lines.length}`,
    }),
    buttons: buttons(
      shownPage > 1 ? turn("Previous", shownPage - 1) : undefined,
      shownPage < last ? turn("Next", shownPage + 1) : undefined,
      ...switches,
    ),
  };
}
