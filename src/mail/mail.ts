import type { TypedSettings } from "../delivery/typed-settings.ts";
import type { Delivery } from "../store/deliveries.ts";
import { MAIL_CONTENTS, type MailContent } from "../store/mail/mailboxes.ts";
import type { Place, Subscription, SubscriptionSettings } from "../store/subscriptions.ts";

export { MAIL_CONTENTS, type MailContent };

/** Whose mail it is: the keyed hash, and who they are where they asked. */
export interface MailOwner {
  readonly person: string;
  readonly platform: string;
  readonly user?: string | undefined;
  /** The channel where they asked; absent in private. */
  readonly channel?: string | undefined;
  readonly server?: string | undefined;
  /** The command that changes it, by its name on that platform. */
  readonly how: string;
}

/** Somebody who gets mail, as votes know them. */
type MailReader = Pick<MailOwner, "platform" | "user" | "channel" | "server">;

/** What was typed; what is absent stays as it is. */
export interface TypedMail extends TypedSettings {
  readonly address?: string | undefined;
  readonly what?: MailContent | undefined;
  /** A query that the search understands. */
  readonly search?: string | undefined;
}

/** One person's papers by mail, as they stand. */
export interface MailStanding {
  readonly address: string;
  /** Whether its reader is in a chat, and has votes, saves and follows there. */
  readonly isFromChat: boolean;
  readonly what: MailContent;
  /** What is searched for, where a search comes. */
  readonly query?: string;
  /** Whose papers come, where those of a channel do. */
  readonly source?: Place;
  readonly settings: SubscriptionSettings;
  /** Absent until the address is confirmed. */
  readonly subscription?: Subscription;
  /** The last mail that was due, whatever became of it. */
  readonly last?: Pick<Delivery, "id" | "day" | "state" | "reason">;
  /** The newest mail that may or may not have arrived. */
  readonly lost?: Pick<Delivery, "id" | "day">;
  /** When the next mail comes. */
  readonly next?: Date;
}

/** Papers by mail. Every address is confirmed by a code that is sent to it. */
export interface Mail {
  /** What a new subscription begins with. */
  readonly usual: SubscriptionSettings;
  /** A person's papers by mail; undefined if they have none. */
  standing(person: string): Promise<MailStanding | undefined>;
  /**
   * Sends a code to an address that is new, or changes what comes to the one there is. Throws a UserError that says what is
   * wrong with what was typed.
   */
  ask(
    owner: MailOwner,
    typed: TypedMail,
  ): Promise<{ readonly isSent: boolean; readonly standing: MailStanding }>;
  /** Throws a UserError where it is not the code. */
  confirm(person: string, code: string): Promise<MailStanding>;
  /** Somebody's own address; undefined where there is none, or the secret that it was encrypted with is another one. */
  addressOf(person: string): Promise<string | undefined>;
  /** Stops it at once, planned mails included. False if there was nothing to stop. */
  stop(person: string): Promise<boolean>;
  /** The same by the token in a mail. */
  stopByToken(token: string): Promise<boolean>;
  /** The same as `standing`, by the token in a mail; undefined if it was stopped. */
  standingByToken(token: string): Promise<MailStanding | undefined>;
  /** Changes what comes, by the token in a mail. Throws a UserError that says what is wrong with what was typed. */
  changeByToken(token: string, typed: TypedMail): Promise<MailStanding | undefined>;
  /** Whether a token stops anything. */
  knows(token: string): Promise<boolean>;
  /**
   * The reader's answer, by the token in a mail, to whether a mail of theirs is there: sent again, it has the same Message-ID. False
   * where that is known, or the mail is another reader's.
   */
  settleByToken(token: string, mail: string, answer: "post" | "drop"): Promise<boolean>;
  /** Who was mailed a paper, and where they asked for that, by what a link in the mail holds; undefined for all else. */
  readerOf(token: string, paper: string): Promise<MailReader | undefined>;
  /** Stops it for everybody who gave this address, and says how many that were. */
  stopAddress(address: string): Promise<number>;
  /** How many people get mail. */
  count(): Promise<number>;
  /** Deletes addresses that nobody has confirmed in time, and stops asking after a week whether a mail arrived. */
  purge(): Promise<void>;
  /** Where there is a public page, addresses are confirmed there; where there is none, by a code. */
  readonly byLink?: MailByLink;
  /** Whether people who are in no chat may ask for mail on the page. */
  readonly hasForm: boolean;
}

/** Confirmations by a link that opens a page, and mail for people who are in no chat. */
export interface MailByLink {
  /** What a link would begin; undefined for one that is too old, used or wrong. Changes nothing. */
  look(token: string): Promise<MailStanding | undefined>;
  /** Uses a link up: mails come from now on. */
  confirm(token: string): Promise<MailStanding | undefined>;
  /** What the page's form holds, so that no other site's page can send it unseen. */
  formToken(): string;
  /** Whether it is today's or yesterday's. */
  isFormToken(token: string): boolean;
  /**
   * Has a link sent to an address. Whether one is sent, nobody is told: not whether the address is known, nor whether it was asked
   * for a moment ago. Throws a UserError for what is no address, or no settings.
   */
  ask(address: string, typed: TypedMail): Promise<void>;
}
