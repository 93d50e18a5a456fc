import { z } from "zod";
import { type Caller, defineCommand, type Request } from "../src/chat/command.ts";
import { invocation } from "../src/chat/naming.ts";
import { buttons, note, type Reply } from "../src/chat/reply.ts";
import type { Services } from "../src/present/services.ts";
import type { OwnData, OwnKind } from "../src/taste/taste.ts";

export const privacy = defineCommand({
  name: "privacy",
  group: "Votes, lists and privacy",
  description: "Show, export or delete the data I keep about you",
  example: "",
  details: [
    "I store a code instead of your name. Only this bot's secret key can connect the two.",
    "forget asks you to confirm before anything is deleted. It covers everything on this platform, also when you run it in a direct message.",
    "It also deletes the copies that I made before updates, but not the operator's own backups.",
  ],
  personal: true,
  options: z.object({
    what: z.enum(["export", "forget"]).optional().describe("export (a file) or forget (delete everything)"),
    confirm: z.enum(["yes"]).optional().describe("yes, to delete without a question"),
  }),
  async run({ what, confirm }, services: Services, { caller }: Request): Promise<Reply> {
    const { taste, now } = services;
    const own = await taste.ownData(caller);
    // Only at the host's own terminal is there nobody else who could have typed it.
    const typed = caller.user === undefined ? services.typed : undefined;
    const lines = [...inventory(own), ...typedLine((await typed?.count()) ?? 0)];
    if (what === "forget" && confirm === "yes") {
      await taste.forget(caller);
      await typed?.forget();
      return note("Deleted. I keep nothing about you any more, and your votes no longer count.");
    }
    if (lines.length === 0) return note(`I don't keep any data about you. ${GENERAL}`);
    if (what === "export") return exported(await withAddress(own, services, caller), now());
    if (what === "forget") {
      return {
        ...note(["This will be deleted for good:", ...lines].join("\n")),
        footer: `Instead of the button, you can type ${invocation(caller, "privacy")} forget yes`,
        buttons: buttons({
          label: "Delete my data",
          action: { command: "privacy", options: { what: "forget", confirm: "yes" }, effect: "replace" },
          style: "danger",
        }),
      };
    }
    return {
      ...note(["Data I keep about you:", ...lines, "", GENERAL].join("\n")),
      buttons: buttons(
        {
          label: "Export my data",
          action: { command: "privacy", options: { what: "export" }, effect: "answer" },
        },
        {
          label: "Delete my data…",
          action: { command: "privacy", options: { what: "forget" }, effect: "answer" },
        },
      ),
    };
  },
});

function typedLine(count: number): readonly string[] {
  if (count === 0) return [];
  return [`• ${count} ${count === 1 ? "line" : "lines"} you typed at the prompt (in the file “history”)`];
}

const GENERAL =
  "I don't keep your messages or searches. Votes and lists are stored under a code instead of your name.";

/** What a row of each kind is to the person whom it is about: one, and many. */
const WORDS: Readonly<Record<OwnKind, readonly [one: string, many: string]>> = {
  votes: ["vote, with its date and channel", "votes, with their dates and channels"],
  saved: ["saved paper", "saved papers"],
  follows: [
    "topic, author, category or paper you follow",
    "topics, authors, categories and papers you follow",
  ],
  profile: ["profile line you muted or removed", "profile lines you muted or removed"],
  presents: ["journal club where you present", "journal clubs where you present"],
  clubPapers: ["paper you added to a journal club", "papers you added to journal clubs"],
  presented: ["paper you presented", "papers you presented"],
  channels: ["follow you added for a channel", "follows you added for channels"],
  dailyPapers: [
    "daily paper you set up, with your user id so that I can tell you if it stops",
    "daily papers you set up, with your user id so that I can tell you if they stop",
  ],
  signIns: ["sign-in to the web page", "sign-ins to the web page"],
  mail: ["e-mail address that papers go to", "e-mail addresses that papers go to"],
  mailContact: [
    "user id, so that I can tell you if your mail stops",
    "user ids, so that I can tell you if your mail stops",
  ],
  mailSettings: ["setting of your papers by e-mail", "settings of your papers by e-mail"],
  mails: ["mail with papers, planned or sent", "mails with papers, planned or sent"],
  mailedPapers: ["paper that was mailed to you", "papers that were mailed to you"],
  mailConfirmations: ["code that I mailed for you", "codes that I mailed for you"],
  notices: ["message to you about a daily paper", "messages to you about daily papers"],
};

function inventory(own: OwnData): readonly string[] {
  return (Object.keys(WORDS) as OwnKind[]).flatMap((kind) => {
    const { length } = own[kind];
    const [one, many] = WORDS[kind];
    return length === 0 ? [] : [`• ${length} ${length === 1 ? one : many}`];
  });
}

/** An address is kept encrypted; its owner gets it as it is. */
async function withAddress(own: OwnData, { mail, taste }: Services, caller: Caller): Promise<OwnData> {
  if (!mail || own.mail.length === 0) return own;
  const address = await mail.addressOf(await taste.person(caller));
  return address !== undefined ? { ...own, mail: own.mail.map((row) => ({ ...row, address })) } : own;
}

function exported(own: OwnData, now: Date): Reply {
  const content = { exported: now.toISOString(), ...own };
  return {
    ...note("Here is all the data I keep about you."),
    files: [
      {
        name: "about-you.json",
        content: `${JSON.stringify(content, null, 2)}\n`,
        ifTooLong: "It's too long to show here. Ask the bot's operator for the file.",
      },
    ],
  };
}
