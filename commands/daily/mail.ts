import { z } from "zod";
import { type Caller, defineCommand, type Request } from "../../src/chat/command.ts";
import { invocation } from "../../src/chat/naming.ts";
import { note, type Reply } from "../../src/chat/reply.ts";
import { settingsProblems } from "../../src/delivery/subscription-settings.ts";
import { maskAddress } from "../../src/mail/address.ts";
import type { Mail } from "../../src/mail/mail.ts";
import { suggestCategories, suggestChannelZones } from "../../src/present/completion/suggestions.ts";
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
    "Run it again to change a setting. /daily mail stop ends it and deletes the address.",
  ],
  personal: true,
  expensive: true,
  options: z.object({
    address: text("Your e-mail address, or stop", 400),
    code: text("The code from the mail that confirms your address", 20),
    what: z
      .enum(["foryou", "trending"])
      .optional()
      .describe("foryou (by your votes, saves and follows) or trending"),
    every: z.enum(["day", "week"]).optional().describe("A mail every day, or one a week"),
    time: text("Time of day, such as 09:00 or 5:30pm", 60),
    timezone: text("Time zone, such as Europe/Berlin"),
    days: text("Days: weekdays, daily, or names such as mon,wed,fri"),
    papers: z.coerce.number().int().min(1).max(5).optional().describe("Papers in a mail"),
    categories: text("arXiv categories, such as cs.CV, or all of cs", 300),
    "when-empty": z
      .enum(["best", "quiet"])
      .optional()
      .describe("Days without a match: the month's best papers, or no mail"),
  }),
  suggest: { categories: suggestCategories, timezone: suggestChannelZones },
  check: settingsProblems,
  async run({ address, code, ...typed }, services: Services, { caller }: Request): Promise<Reply> {
    const { mail, taste, now } = services;
    if (!mail)
      return note("This bot doesn't send e-mail. Its operator can switch that on (see docs/mail.md).");
    const person = await taste.person(caller);
    if (/^(stop|off|end|unsubscribe)$/i.test(address ?? "")) return stop(mail, person, caller);
    const digits = code ?? (/^\s*\d{6}\s*$/.test(address ?? "") ? address : undefined);
    if (digits !== undefined) return confirm(services, mail, person, digits, caller);
    const { "when-empty": whenEmpty, ...rest } = typed;
    const asked = { ...rest, address, whenEmpty };
    if (Object.values(asked).every((value) => value === undefined))
      return show(services, mail, person, caller);
    const how = invocation(caller, "daily mail");
    const owner = { person, platform: caller.platform, user: caller.user, how };
    const { isSent, standing } = await mail.ask(owner, asked);
    if (isSent)
      return note(
        `I've sent a code to ${maskAddress(standing.address)}. Type it here within a day: ${how} code:123456\nThen you get ${mailLine(standing)}.`,
      );
    return mailNote(`Changed. You get ${mailLine(standing)}.`, standing, now());
  },
});

async function confirm(
  { taste, now }: Services,
  mail: Mail,
  person: string,
  code: string,
  caller: Caller,
): Promise<Reply> {
  const standing = await mail.confirm(person, code.trim());
  const { interests, likes, authors, categories } = await taste.likes(caller);
  const isUnknown = [interests, likes, authors, categories].every(({ length }) => length === 0);
  const hint =
    standing.what === "foryou" && isUnknown
      ? ` I don't know your interests yet: vote, save papers, or follow a topic with ${invocation(caller, "follow add")} streaming video for:me`
      : "";
  return mailNote(`Confirmed. You get ${mailLine(standing)}.${hint}`, standing, now());
}

async function stop(mail: Mail, person: string, caller: Caller): Promise<Reply> {
  if (await mail.stop(person)) return note("Stopped. I've deleted your address, and no more mails come.");
  return note(
    `You don't get papers by e-mail. To start: ${invocation(caller, "daily mail")} ann@example.org`,
  );
}

async function show({ now }: Services, mail: Mail, person: string, caller: Caller): Promise<Reply> {
  const standing = await mail.standing(person);
  const how = invocation(caller, "daily mail");
  if (!standing) return note(`You don't get papers by e-mail. To start: ${how} ann@example.org`);
  if (standing.subscription) return mailNote(`You get ${mailLine(standing)}.`, standing, now());
  return note(
    `I'm waiting for the code that I sent to ${maskAddress(standing.address)}: ${how} code:123456\nFor another address: ${how} ann@example.org`,
  );
}
