import { randomBytes } from "node:crypto";
import type { Host } from "../app/host.ts";
import { openApp } from "../app/open-app.ts";
import type { Reply } from "../chat/reply.ts";
import { ConfigError, UserError } from "../errors.ts";
import { readAddress } from "../mail/address.ts";

/** Ends all mails to an address, or to the holder of a token. Returns 0, or 1 if none went there. */
export async function stopMails(host: Host, typed: string): Promise<number> {
  const app = await openApp(host);
  try {
    const { mail } = app.services;
    if (!mail) throw new ConfigError(OFF);
    const address = readAddress(typed);
    const stopped =
      address === undefined ? Number(await mail.stopByToken(typed)) : await mail.stopAddress(address);
    host.output.write(stopped > 0 ? "Stopped. No more mails go there.\n" : "No mails go there.\n");
    return stopped > 0 ? 0 : 1;
  } finally {
    await app.close();
  }
}

/** Nothing is looked up about the mail server: a test mail shows what it says. */
export async function sendTest({ config, log, now, output, errors }: Host, typed: string): Promise<number> {
  const { mail } = config;
  if (!mail) throw new ConfigError(OFF);
  const to = readAddress(typed);
  if (to === undefined) throw new UserError("mail test takes one e-mail address, such as ann@example.org.");
  const { createEmail } = await import("../platforms/email/index.ts");
  const { describeFailure } = await import("../platforms/email/errors.ts");
  const email = createEmail({ ...mail, recipients: NOBODY, now, log: log.child("email") });
  let status = 0;
  try {
    const answer = await email.poster.sendDirectly({
      to,
      reply: TEST,
      key: randomBytes(12).toString("base64url"),
    });
    output.write(`Sent. The mail server answered: ${answer}\n`);
  } catch (error) {
    status = 1;
    errors.write(`${describeFailure(error)}\n`);
  } finally {
    await email.stop();
  }
  output.write("\nOthers take mails from a domain that has these DNS records (type TXT):\n");
  for (const { kind, purpose, name, value } of email.records)
    output.write(`\n${kind}: ${purpose}\n  ${name}\n  ${value}\n`);
  if (!mail.dkim)
    output.write(
      "\nDKIM: your mail server may sign what it sends. Where it doesn't, make a key and set MAIL_DKIM (docs/mail.md).\n",
    );
  return status;
}

const OFF = "Set SMTP_URL, MAIL_FROM and PAPERBOY_SECRET first; docs/mail.md has the steps.";

/** A test mail needs no subscription. */
const NOBODY = {
  find: async () => undefined,
  has: async () => false,
  accepted: async () => {},
  refused: async () => {},
  missing: async () => [],
};

const TEST: Reply = {
  outcome: "answer",
  audience: "asker",
  subject: "Paperboy can send mail",
  text: "Paperboy can send mail\n\nThis is a test. Look at the headers of this mail to see whether it was signed.",
  cards: [
    {
      title: "A paper looks like this",
      facts: ["Ann Lee, Bo Chen", "Nov 2026", "cs.CV"],
      body: "A summary of what it is about comes here, so that you can tell whether to open it.",
      why: "Matches streaming video in the title",
      buttons: [],
    },
  ],
  buttons: [],
};
