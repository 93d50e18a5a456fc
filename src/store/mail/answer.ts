import type { Database } from "../database.ts";
import { readSetting, writeSetting } from "../settings.ts";

/** What the mail server answered last. */
export interface MailAnswer {
  readonly at: Date;
  readonly isFine: boolean;
  /** In plain words; names no address. */
  readonly text: string;
}

const SETTING = "mail-answer";

/** Undefined until something was sent. */
export async function readMailAnswer(db: Database): Promise<MailAnswer | undefined> {
  const kept = await readSetting(db, SETTING);
  if (kept === undefined) return undefined;
  const { at, isFine, text } = JSON.parse(kept) as Readonly<Record<string, unknown>>;
  return { at: new Date(String(at)), isFine: isFine === true, text: String(text) };
}

/** Keeps it, as part of a batch, for other processes and the next start. */
export function writeMailAnswer(tx: Database, answer: MailAnswer): Promise<void> {
  return writeSetting(tx, SETTING, JSON.stringify(answer));
}
