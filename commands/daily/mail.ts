import { z } from "zod";
import { type Caller, defineCommand, type Request } from "../../src/chat/command.ts";
import { invocation } from "../../src/chat/naming.ts";
import { buttons, note, type Reply } from "../../src/chat/reply.ts";
import { settingsProblems } from "../../src/delivery/subscription-settings.ts";
import { UserError } from "../../src/errors.ts";
import { maskAddress, readAddress } from "../../src/mail/address.ts";
import { MAIL_CONTENTS, type Mail, type MailContent, type MailStanding } from "../../src/mail/mail.ts";
import {
  suggestCategories,
  suggestChannelZones,
  suggestTopics,
} from "../../src/present/completion/suggestions.ts";
import { mailForm } from "../../src/present/forms/mail-form.ts";
import { mailLine, mailNote } from "../../src/present/mail-text.ts";
import type { Services } from "../../src/present/services.ts";

const text = (description: string, longest = 100) =>
  z.string().trim().min(1).max(longest).optional().describe(description);

export const dailyMail = defineCommand({
  name: "daily mail",
  group: "Daily paper",
  description: "Get papers picked for you by e-mail",
  example: "ann@example.org time:08:30 timezone:Berlin",
  details: [
    "I send a code to the address first; papers come once you have typed it here.",
    "By default, you get three papers every weekday at 09:00, by what you vote for, save and follow. With every:week, five once a week.",
    "topics: and search: bring papers on those instead, and what:channel in a channel brings what is posted there.",
    "Run it again to change a setting. /daily mail show says what you get, and /daily mail stop ends it and deletes the address.",
  ],
  personal: true,
  expensive: true,
  options: z.object({
    address: text("Your e-mail address; or show, or stop", 400),
    code: text("The code from the mail that confirms your address", 20),
    what: z
      .enum(MAIL_CONTENTS)
      .optional()
      .describe("foryou (by votes, saves and follows), topics, search, channel (this one) or trending"),
    topics: text("Topics in plain words, separated by commas", 500),
    search: text("A search, such as streaming video author:Zhang", 300),
    every: z.enum(["day", "week"]).optional().describe("A mail every day, or one a week"),
    time: text("Time of day, such as 09:00 or 5:30pm", 60),
    timezone: text("Time zone, such as Europe/Berlin"),
    days: text("Days: weekdays, daily, or names such as mon,wed,fri"),
    papers: z.coerce.number().int().min(1).max(5).optional().describe("Papers in a mail"),
    categories: text("arXiv categories, such as cs.CV, or all of cs", 300),
    "when-empty": z
      .enum(["best", "quiet", "explain"])
      .optional()
      .describe("Days without a match: the month's best papers, no mail, or a line that says why"),
  }),
  suggest: { topics: suggestTopics, categories: suggestCategories, timezone: suggestChannelZones },
  check: settingsProblems,
  async form({ mail, taste }: Services, { caller }) {
    if (!mail) throw new UserError(OFF);
    const standing = await mail.standing(await taste.person(caller));
    return mailForm({ standing, usual: mail.usual, takesCode: mail.byLink === undefined }, caller);
  },
  async run({ code, ...given }, services: Services, { caller }: Request): Promise<Reply> {
    const { address, ...typed } = byContent(sortWords(given));
    const { mail, taste, now } = services;
    if (!mail) return note(OFF);
    const person = await taste.person(caller);
    if (/^(stop|off|end|unsubscribe)$/i.test(address ?? "")) return stop(mail, person, caller);
    const digits = code ?? (/^\s*\d{6}\s*$/.test(address ?? "") ? address : undefined);
    if (digits !== undefined) return confirm(services, mail, person, digits, caller);
    const { "when-empty": whenEmpty, ...rest } = typed;
    const asked = { ...rest, address, whenEmpty };
    if (/^(show|status)$/i.test(address ?? "")) return show(services, mail, person, caller);
    if (Object.values(asked).every((value) => value === undefined))
      return show(services, mail, person, caller);
    const how = invocation(caller, "daily mail");
    // A malformed query is refused now, and not every morning.
    if (asked.search !== undefined)
      await services.library.index.search(asked.search, { offset: 0, limit: 1 });
    const { channel, server } = await taste.home(caller);
    const owner = { person, platform: caller.platform, user: caller.user, channel, server, how };
    const { isSent, standing } = await mail.ask(owner, asked);
    const line = await lineOf(services, standing);
    if (isSent && mail.byLink)
      return note(
        `I've sent a link to ${maskAddress(standing.address)}. Open it within a day, and press the button there.\nThen you get ${line}.`,
      );
    if (isSent)
      return waiting(
        `I've sent a code to ${maskAddress(standing.address)}. Type it here within a day: ${how} code:123456\nThen you get ${line}.`,
        caller,
      );
    return mailNote(`Changed. You get ${line}.`, standing, caller, now());
  },
});

const OFF = "This bot doesn't send e-mail. Its operator can switch that on (see docs/mail.md).";

/** The form has one field for topics and for a search: what is asked for says which of them it holds. */
function byContent<T extends Words & { readonly what?: MailContent | undefined }>(typed: T): T {
  const { what, topics, search } = typed;
  if (what === "search" && search === undefined) return { ...typed, topics: undefined, search: topics };
  if (what === "topics" && topics === undefined) return { ...typed, topics: search, search: undefined };
  return typed;
}

/** The address comes first, so in a typed line the words after `topics:` or `search:` end up there: this moves them back. */
function sortWords<T extends Words>(typed: T): T {
  const { address, topics, search } = typed;
  if (address === undefined || readAddress(address) !== undefined) return typed;
  if ((topics === undefined) === (search === undefined)) return typed;
  const words = address.split(/\s/u).filter(Boolean);
  const to = words.find((word) => word.includes("@"));
  const rest = words.filter((word) => word !== to);
  const joined = [topics ?? search, ...rest].join(" ");
  return { ...typed, address: to, ...(topics === undefined ? { search: joined } : { topics: joined }) };
}

interface Words {
  readonly address?: string | undefined;
  readonly topics?: string | undefined;
  readonly search?: string | undefined;
}

/** What comes, with the name of the channel whose papers they are. */
async function lineOf({ delivery }: Services, standing: MailStanding): Promise<string> {
  const { name } = standing.source ? await delivery.channel(standing.source) : {};
  return mailLine(standing, name);
}

async function confirm(
  services: Services,
  mail: Mail,
  person: string,
  code: string,
  caller: Caller,
): Promise<Reply> {
  const { taste, now } = services;
  const standing = await mail.confirm(person, code.trim());
  const { interests, likes, authors, categories } = await taste.likes(caller);
  const isUnknown = [interests, likes, authors, categories].every(({ length }) => length === 0);
  const hint =
    standing.what === "foryou" && isUnknown
      ? ` I don't know your interests yet: vote, save papers, or follow a topic with ${invocation(caller, "follow add")} streaming video for:me`
      : "";
  return mailNote(`Confirmed. You get ${await lineOf(services, standing)}.${hint}`, standing, caller, now());
}

async function stop(mail: Mail, person: string, caller: Caller): Promise<Reply> {
  if (await mail.stop(person)) return note("Stopped. I've deleted your address, and no more mails come.");
  return note(
    `You don't get papers by e-mail. To start: ${invocation(caller, "daily mail")} ann@example.org`,
  );
}

async function show(services: Services, mail: Mail, person: string, caller: Caller): Promise<Reply> {
  const standing = await mail.standing(person);
  const how = invocation(caller, "daily mail");
  if (!standing) return note(`You don't get papers by e-mail. To start: ${how} ann@example.org`);
  if (standing.subscription)
    return mailNote(`You get ${await lineOf(services, standing)}.`, standing, caller, services.now());
  if (mail.byLink)
    return note(
      `I'm waiting for you to open the link that I sent to ${maskAddress(standing.address)}. For another address: ${how} ann@example.org`,
    );
  return waiting(
    `I'm waiting for the code that I sent to ${maskAddress(standing.address)}: ${how} code:123456\nFor another address: ${how} ann@example.org`,
    caller,
  );
}

/** A note with a button that opens the form for the code, where one can be shown. */
function waiting(text: string, { opensForms }: Caller): Reply {
  const action = { command: "daily mail", options: {}, effect: "form" } as const;
  return { ...note(text), buttons: buttons(opensForms ? { label: "Enter code", action } : undefined) };
}
