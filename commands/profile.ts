import { z } from "zod";
import { defineCommand, type Request } from "../src/chat/command.ts";
import { invocation } from "../src/chat/naming.ts";
import { type Button, buttons, note, type Reply } from "../src/chat/reply.ts";
import { UserError } from "../src/errors.ts";
import { page } from "../src/present/paging.ts";
import {
  type Change,
  changeButton,
  isCode,
  isMeant,
  lineCard,
  nameOf,
  summary,
  whoseProfile,
} from "../src/present/profile-line.ts";
import { scopeToChange, type Whose } from "../src/present/scope-option.ts";
import type { Services } from "../src/present/services.ts";
import type { ProfileLine } from "../src/taste/profile-lines.ts";

const MARKS = { mute: "muted", remove: "removed", restore: undefined } as const;
const ON_A_PAGE = 5;

export const profile = defineCommand({
  name: "profile",
  group: "Follows and profile",
  description: "See and correct what the bot learned about you",
  example: "",
  details: [
    "It is made of votes, saved papers, examples and what is followed; nothing else that anybody writes is read.",
    "A vote, a saved paper or an example counts half after 180 days. What is followed does not fade.",
    "“mute KV cache” leaves a line without effect, “remove KV cache” also takes it out of sight; “restore” shows what was removed.",
  ],
  personal: true,
  partlyAdmin: true,
  options: z.object({
    for: z
      .enum(["me", "channel"])
      .optional()
      .describe("Whose it is; in a channel the channel's if not given"),
    change: z.enum(["mute", "remove", "restore"]).optional().describe("What to do with a line"),
    line: z.string().trim().max(500).default("").describe("The line: its words, or a paper"),
    page,
  }),
  async run({ for: given, change, line, page }, services: Services, request: Request): Promise<Reply> {
    const list = given ?? (request.caller.channel === undefined ? "me" : "channel");
    if (line !== "") return correct(list, change, line, services, request);
    const scope = await services.taste.scope(request.caller, list);
    const lines = await services.taste.profile(scope);
    const isRemoved = ({ mark }: ProfileLine) => mark === "removed";
    if (change === "restore") return show(lines.filter(isRemoved), { list, page, removed: true }, services);
    if (change !== undefined)
      throw new UserError(`Which line is to be ${MARKS[change]}? Add its words, or press its button.`);
    const shown = lines.filter((one) => !isRemoved(one));
    const reply = await show(shown, { list, page, removed: false }, services);
    const hidden = lines.length - shown.length;
    const hint =
      hidden > 0 ? `${hidden} removed; ${invocation(request.caller, "profile")} restore shows them.` : "";
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
  if (change === undefined) throw new UserError("Say what to do with that line: mute, remove or restore.");
  const scope = await scopeToChange(list, services, request, "this channel's profile");
  const lines = await services.taste.profile(scope);
  const fits = await Promise.all(lines.map((line) => isMeant(line, typed, services)));
  const meant = lines.filter((_, at) => fits[at]);
  if (meant.length === 0) {
    const whose = whoseProfile(list);
    const missing = isCode(typed)
      ? `That line is not in ${whose} any more.`
      : `There is no line “${typed}” in ${whose}.`;
    throw new UserError(`${missing} ${invocation(request.caller, "profile")} shows the lines there are.`);
  }
  for (const line of meant) await services.taste.mark(scope, line, MARKS[change]);
  const names = await Promise.all(meant.map(async (line) => `“${await nameOf(line, services)}”`));
  const done = { mute: "Muted", remove: "Removed", restore: "Counts again" }[change];
  const [first] = meant;
  const undo = change === "restore" ? "mute" : "restore";
  return {
    ...note(`${done} in ${whoseProfile(list)}: ${names.join(", ")}.`),
    buttons: first ? buttons(changeButton(change === "restore" ? "Mute" : "Undo", undo, first, list)) : [],
  };
}

async function show(
  lines: readonly ProfileLine[],
  { list, page, removed }: { readonly list: Whose; readonly page: number; readonly removed: boolean },
  services: Services,
): Promise<Reply> {
  if (lines.length === 0)
    return note(
      removed
        ? `Nothing was removed from ${whoseProfile(list)}.`
        : `There is nothing in ${whoseProfile(list)} yet: votes, saved papers and what is followed make it.`,
    );
  const last = Math.ceil(lines.length / ON_A_PAGE);
  const shownPage = Math.min(page, last);
  const from = (shownPage - 1) * ON_A_PAGE;
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
    cards: await Promise.all(
      lines.slice(from, from + ON_A_PAGE).map((line) => lineCard(line, list, services)),
    ),
    ...(lines.length > ON_A_PAGE && {
      footer: `${from + 1}–${Math.min(from + ON_A_PAGE, lines.length)} of ${lines.length}`,
    }),
    buttons: buttons(
      shownPage > 1 ? turn("Back", shownPage - 1) : undefined,
      shownPage < last ? turn("More", shownPage + 1) : undefined,
    ),
  };
}
