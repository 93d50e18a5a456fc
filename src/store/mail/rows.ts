/** Where one person's papers go by mail. */
export interface MailboxRow {
  /** The keyed hash of the person; also the channel of the mailbox in the ledger. */
  person: string;
  /** Where they asked for it, and who they are there: who is told when it stops. */
  platform: string;
  chat_user: string | null;
  /** Sealed. */
  address: string;
  /** A keyed hash of it, by which it is found again. */
  address_key: string;
  /** foryou, topics, search, channel or trending */
  what: string;
  /** What is searched for. */
  query: string | null;
  /** Where it was asked for, or whose papers come. */
  channel: string | null;
  server: string | null;
  /** By which links in the mails name it. */
  handle: string;
  /** JSON: the settings that the subscription begins with once the address is confirmed. */
  wanted: string;
  /** The command that changes it, as it is called where it was asked. */
  how: string;
  /** A keyed hash of the code that confirms the address; null once that is done. */
  code: string | null;
  tries: number;
  stop_token: string;
  asked_at: string;
  confirmed_at: string | null;
  /** How often the mail server has refused the address since it last took a mail. */
  refusals: number;
  refused_at: string | null;
}

/** A confirmation that was sent within the last hour. */
export interface MailConfirmationRow {
  id: string;
  address_key: string;
  person: string | null;
  asked_at: string;
}
