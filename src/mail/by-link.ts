import { randomUUID } from "node:crypto";
import { draw, isSame } from "../access/secrets.ts";
import { readSettings } from "../delivery/subscription-settings.ts";
import { UserError } from "../errors.ts";
import type { Database } from "../store/database.ts";
import { groupCommit } from "../store/group-commit.ts";
import { removeConfirmation, takeConfirmation } from "../store/mail/confirmations.ts";
import {
  findMailbox,
  type Mailbox,
  mailboxOfCode,
  putMailbox,
  removeMailbox,
} from "../store/mail/mailboxes.ts";
import type { SubscriptionSettings } from "../store/subscriptions.ts";
import { DAY_MS, HOUR_MS, utcDay } from "../time/day.ts";
import { BAD_ADDRESS, readAddress } from "./address.ts";
import { beginMails, isOpen } from "./confirming.ts";
import type { MailKeys } from "./keys.ts";
import type { MailByLink, MailStanding, TypedMail } from "./mail.ts";
import { newMailbox } from "./new-mailbox.ts";

/** How links are sent that confirm an address. */
export interface ConfirmationLinks {
  readonly fromChat: (to: string, token: string) => Promise<void>;
  /** Never rejects: nobody on the page is told. */
  readonly fromPage: (to: string, token: string) => Promise<{ readonly isLost: boolean }>;
  /** Whether the page may be asked by people who are in no chat. */
  readonly hasForm: boolean;
}

interface ByLinkParts {
  readonly db: Database;
  readonly keys: MailKeys;
  readonly sendLink: ConfirmationLinks["fromPage"];
  readonly standingOf: (mailbox: Mailbox) => Promise<MailStanding>;
  readonly newSettings: SubscriptionSettings;
  readonly now: () => Date;
}

/** Confirmations in an hour: to one address, and to all addresses given on the page together, since programs may fill in its form. */
const OFTEN = { most: 1, mostOfPerson: 60 } as const;

/** The platform name of people who are in no chat. */
export const PAGE = "page";

/** Whose code a link's token is: nobody's in particular, so that whoever holds the mail may open it in any browser. */
const LINK = "link";

/** A token for a link in a confirmation, and what is kept of it. */
export function drawLink(keys: MailKeys): { readonly token: string; readonly code: string } {
  const token = draw("secret");
  return { token, code: keys.codeKey(LINK, token) };
}

/** Confirmations by a link, and the page's own form. */
export function createByLink(parts: ByLinkParts): MailByLink {
  const { db, keys, sendLink, standingOf, newSettings, now } = parts;
  const formToken = (at: Date) => keys.codeKey("form", utcDay(at));

  async function find(tx: Database, token: string): Promise<Mailbox | undefined> {
    const mailbox = await mailboxOfCode(tx, keys.codeKey(LINK, token));
    return mailbox && isOpen(mailbox, now()) ? mailbox : undefined;
  }

  async function ask(address: string, typed: TypedMail): Promise<void> {
    const [{ token, code }, id, at] = [drawLink(keys), randomUUID(), now()];
    const { what = "trending", search: query } = typed;
    const mailbox = newMailbox(
      {
        // Belongs to nobody until it is confirmed; what the address already gets goes on.
        person: code,
        platform: PAGE,
        how: PAGE,
        address,
        code,
        what,
        ...(what === "search" && query !== undefined && { query }),
        wanted: readSettings(typed, newSettings),
        at,
      },
      keys,
    );
    const { addressKey } = mailbox;
    const since = new Date(at.getTime() - HOUR_MS);
    const mayGo = await groupCommit(db, async (tx) => {
      if (!(await takeConfirmation(tx, { id, addressKey, at }, { since, ...OFTEN }))) return false;
      await putMailbox(tx, mailbox);
      return true;
    });
    if (!mayGo) return;
    // Not waited for: how long it takes would tell something about the address.
    void sendLink(address, token).then(async ({ isLost }) => {
      if (!isLost) return;
      await groupCommit(db, async (tx) => {
        await removeConfirmation(tx, id);
        await removeMailbox(tx, mailbox.person);
      });
    });
  }

  return {
    async look(token) {
      const mailbox = await find(db, token);
      return mailbox && standingOf(mailbox);
    },
    async confirm(token) {
      const at = now();
      const confirmed = await groupCommit(db, async (tx) => {
        const mailbox = await find(tx, token);
        if (!mailbox) return undefined;
        if (mailbox.platform !== PAGE) return beginMails(tx, mailbox, at);
        await removeMailbox(tx, mailbox.person);
        const { handle, stopToken } = (await findMailbox(tx, mailbox.addressKey)) ?? mailbox;
        // Links in earlier mails go on working.
        return beginMails(tx, { ...mailbox, person: mailbox.addressKey, handle, stopToken }, at);
      });
      return confirmed && standingOf(confirmed);
    },
    formToken: () => formToken(now()),
    isFormToken: (token) =>
      [0, DAY_MS].some((before) => isSame(token, formToken(new Date(now().getTime() - before)))),
    async ask(typedAddress, typed) {
      const address = readAddress(typedAddress);
      if (address === undefined) throw new UserError(BAD_ADDRESS);
      await ask(address, typed);
    },
  };
}
