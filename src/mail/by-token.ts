import { isSame } from "../access/secrets.ts";
import { settle } from "../delivery/ledger.ts";
import type { Database } from "../store/database.ts";
import { findDelivery } from "../store/deliveries.ts";
import { isMailbox, type Mailbox, mailboxOfHandle, mailboxOfStopToken } from "../store/mail/mailboxes.ts";
import { HOUR_MS } from "../time/day.ts";
import type { MailKeys } from "./keys.ts";
import type { Mail, MailOwner, MailStanding, TypedMail } from "./mail.ts";

interface ByTokenParts {
  readonly db: Database;
  readonly keys: MailKeys;
  readonly standingOf: (mailbox: Mailbox) => Promise<MailStanding>;
  readonly change: (owner: MailOwner, mailbox: Mailbox, typed: TypedMail) => Promise<MailStanding>;
  readonly stop: (person: string) => Promise<boolean>;
  readonly now: () => Date;
}

type ByToken = Pick<
  Mail,
  "knows" | "readerOf" | "standingByToken" | "changeByToken" | "settleByToken" | "stopByToken"
>;

/** How long a mail that is to be sent again may still go out, in milliseconds. */
const AGAIN_MS = HOUR_MS;

/** What the links in a mail open: whoever holds the mail holds them, until it is stopped. */
export function createByToken({ db, keys, standingOf, change, stop, now }: ByTokenParts): ByToken {
  async function confirmed(token: string): Promise<Mailbox | undefined> {
    const mailbox = await mailboxOfStopToken(db, token);
    return mailbox?.confirmedAt && mailbox;
  }

  return {
    knows: async (token) => (await mailboxOfStopToken(db, token)) !== undefined,
    async readerOf(token, paper) {
      // A token is the handle, then a keyed hash of fixed length.
      const mailbox = await mailboxOfHandle(db, token.slice(0, -keys.paperToken("", paper).length));
      if (!mailbox || !isSame(token, keys.paperToken(mailbox.handle, paper))) return undefined;
      const { platform, user, channel, server } = mailbox;
      return { platform, user, channel, server };
    },
    async standingByToken(token) {
      const mailbox = await confirmed(token);
      return mailbox && standingOf(mailbox);
    },
    async changeByToken(token, typed) {
      const mailbox = await confirmed(token);
      return mailbox && change(mailbox, mailbox, typed);
    },
    async settleByToken(token, mail, answer) {
      const mailbox = await confirmed(token);
      const row = mailbox && (await findDelivery(db, mail));
      if (!row || !isMailbox(row) || row.channel !== mailbox.person) return false;
      const at = now();
      return settle(db, row, answer, at, new Date(at.getTime() + AGAIN_MS));
    },
    async stopByToken(token) {
      const mailbox = await mailboxOfStopToken(db, token);
      return mailbox !== undefined && stop(mailbox.person);
    },
  };
}
