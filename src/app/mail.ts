import { randomUUID } from "node:crypto";
import { PostError, type Poster } from "../chat/poster.ts";
import type { Reply } from "../chat/reply.ts";
import { messageOf, UserError } from "../errors.ts";
import type { ConfirmationLinks } from "../mail/by-link.ts";
import type { IsMember } from "../mail/channel-members.ts";
import { createMailKeys, type MailKeys } from "../mail/keys.ts";
import { createRecipients } from "../mail/recipients.ts";
import type { Database } from "../store/database.ts";
import { groupCommit } from "../store/group-commit.ts";
import { type MailAnswer, writeMailAnswer } from "../store/mail/answer.ts";
import { createAddresses } from "../web/addresses.ts";
import type { Host } from "./host.ts";

// The SDK is loaded only where e-mail is on.
type Email = import("../platforms/email/index.ts").Email;

/** E-mail in this process. */
export interface HostMail {
  readonly email: Email;
  readonly keys: MailKeys;
  readonly sendCode: (to: string, code: string, how: string) => Promise<void>;
  readonly isMember: IsMember;
  /** Absent without a public page. */
  readonly links?: ConfirmationLinks;
}

/**
 * Undefined where e-mail is off; nodemailer is loaded only where it is on. Throws a ConfigError if the DKIM key can't
 * be used.
 */
export async function createHostMail(
  { config, log, now }: Pick<Host, "config" | "log" | "now">,
  db: Database,
  posters: ReadonlyMap<string, Poster> = new Map(),
): Promise<HostMail | undefined> {
  const { mail, page } = config;
  if (!mail) return undefined;
  const { createEmail } = await import("../platforms/email/index.ts");
  const keys = createMailKeys(mail.secret);
  const addresses = page.kind !== "off" && page.url !== undefined ? createAddresses(page.url) : undefined;
  const isMember = createIsMember(posters);
  const recipients = createRecipients({
    db,
    keys,
    sender: mail.from.address,
    // Mail programs press the unsubscribe button themselves, from outside and over TLS alone (RFC 8058).
    mailUrls: addresses?.isSecure
      ? {
          stop: (token) => addresses.absolute(addresses.stopMail(token)),
          change: (token) => addresses.absolute(addresses.changeMail(token)),
        }
      : undefined,
    paperUrls: addresses && {
      page: (paper) => addresses.absolute(addresses.paper(paper)),
      act: (...named) => addresses.absolute(addresses.mailedPaper(...named)),
    },
    isMember,
    now,
  });
  const onAnswer = createAnswerKeeper(db, log);
  const email = createEmail({ ...mail, recipients, onAnswer, now, log: log.child("email") });
  const url = (token: string) => addresses?.absolute(addresses.confirmMail(token)) ?? "";
  const fromPage = async (to: string, token: string) => {
    try {
      await send(email, to, linkReply(url(token), "on the page"));
      return { isLost: false };
    } catch (error) {
      log.warn({ err: messageOf(error) }, "a link that was asked for on the page could not be sent");
      return { isLost: true };
    }
  };
  return {
    email,
    keys,
    isMember,
    sendCode: (to, code, how) => send(email, to, codeReply(code, how)),
    ...(addresses?.isSecure && {
      links: {
        fromChat: (to, token) => send(email, to, linkReply(url(token), "in chat")),
        fromPage,
        hasForm: mail.hasForm,
      },
    }),
  };
}

/** How often an answer like the one before is written down, in milliseconds: each time is a write. */
const KEEP_MS = 60_000;

/** Keeps what the mail server answered last, for other processes and the next start: at once where that is another matter. */
function createAnswerKeeper(db: Database, log: Host["log"]) {
  let kept: MailAnswer | undefined;
  return (answer: MailAnswer) => {
    const passed = kept ? Math.abs(answer.at.getTime() - kept.at.getTime()) : KEEP_MS;
    if (kept?.isFine === answer.isFine && passed < KEEP_MS) return;
    kept = answer;
    groupCommit(db, (tx) => writeMailAnswer(tx, answer)).catch((error: unknown) => {
      log.warn({ err: messageOf(error) }, "could not keep what the mail server answered");
    });
  };
}

/** Asks the platform of a channel, if it is connected in this process: another one may be able to tell. */
function createIsMember(posters: ReadonlyMap<string, Poster>): IsMember {
  return async ({ platform, channel }, user) => {
    const unknown = "I can't check who is in the channel at the moment.";
    const poster = posters.get(platform);
    if (!poster) throw new PostError("retry", unknown);
    try {
      return await poster.isMember(channel, user);
    } catch (error) {
      throw error instanceof PostError ? error : new PostError("retry", unknown, { cause: error });
    }
  };
}

/** Throws a UserError that says what went wrong. */
async function send({ poster }: Email, to: string, reply: Reply): Promise<void> {
  try {
    await poster.sendDirectly({ to, reply, key: randomUUID() });
  } catch (error) {
    const failure = poster.failureOf(error);
    // Whoever waits for the mail sees whether it arrived.
    if (failure.kind === "uncertain") return;
    const later = failure.kind === "retry" ? " Try again in a few minutes." : "";
    throw new UserError(`I couldn't send the mail. ${failure.message}${later}`, { cause: error });
  }
}

function linkReply(url: string, where: "in chat" | "on the page"): Reply {
  return {
    outcome: "answer",
    audience: "asker",
    subject: "Confirm that you want papers by e-mail",
    text: `Papers by e-mail?\n\nSomebody asked ${where} for papers to be mailed to this address. If that was you, open this link within a day and press the button there:`,
    cards: [{ title: "Confirm this address", url, facts: [], buttons: [] }],
    footer: "If it wasn't you, do nothing: nothing more is sent.",
    buttons: [],
  };
}

function codeReply(code: string, how: string): Reply {
  return {
    outcome: "answer",
    audience: "asker",
    subject: `${code} is your code for papers by e-mail`,
    text: `Your code: ${code}\n\nSomebody asked in chat for papers to be mailed to this address. If that was you, type ${how} code:${code} there within a day.\n\nIf it wasn't, do nothing: without the code, nothing more is sent.`,
    cards: [],
    buttons: [],
  };
}
