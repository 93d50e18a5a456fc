import type { TextFile } from "../chat/reply.ts";
import type { OwnData, OwnKind, Who } from "../taste/taste.ts";
import type { Services } from "./services.ts";

type DataServices = Pick<Services, "taste" | "typed" | "mail" | "now">;

/** What is kept about people who never asked for that: nothing, and how the rest is kept. */
export const HOW_KEPT =
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

/** What is kept about somebody, a line for each kind of it; none where there is nothing. */
export async function inventory(who: Who, services: DataServices): Promise<readonly string[]> {
  const own = await services.taste.ownData(who);
  const typed = (await typedBy(who, services)?.count()) ?? 0;
  const lines = (Object.keys(WORDS) as OwnKind[]).flatMap((kind) => {
    const { length } = own[kind];
    const [one, many] = WORDS[kind];
    return length === 0 ? [] : [`${length} ${length === 1 ? one : many}`];
  });
  const atPrompt = `${typed} ${typed === 1 ? "line" : "lines"} you typed at the prompt (in the file “history”)`;
  return typed === 0 ? lines : [...lines, atPrompt];
}

/** All of that as a file. */
export async function ownFile(who: Who, services: DataServices): Promise<TextFile> {
  const own = await withAddress(await services.taste.ownData(who), who, services);
  const content = { exported: services.now().toISOString(), ...own };
  return {
    name: "about-you.json",
    content: `${JSON.stringify(content, null, 2)}\n`,
    ifTooLong: "It's too long to show here. Ask the bot's operator for the file.",
  };
}

/** Deletes all of that for good. */
export async function forget(who: Who, services: DataServices): Promise<void> {
  await services.taste.forget(who);
  await typedBy(who, services)?.forget();
}

// Only at the host's own terminal is there nobody else who could have typed it.
function typedBy({ user }: Who, { typed }: DataServices): Services["typed"] {
  return user === undefined ? typed : undefined;
}

/** An address is kept encrypted; its owner gets it as it is. */
async function withAddress(own: OwnData, who: Who, { mail, taste }: DataServices): Promise<OwnData> {
  if (!mail || own.mail.length === 0) return own;
  const address = await mail.addressOf(await taste.person(who));
  return address !== undefined ? { ...own, mail: own.mail.map((row) => ({ ...row, address })) } : own;
}
