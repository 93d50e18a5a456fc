import { DAY_MS } from "../../time/day.ts";
import type { Database } from "../database.ts";
import { lastSentOn } from "../deliveries.ts";
import { lastNoticeId } from "../notices.ts";

/** An outage that nothing has been heard of for so long is no longer one, in milliseconds. */
const LONGEST_MS = 7 * DAY_MS;

/** What notices of a platform's outage begin with; the time follows. */
export function outagesOf(platform: string): string {
  return `token ${platform} `;
}

/** What stands in the notices that the alerts write, which say themselves when it is over. */
export const BY_ALERT = " by alert";

/** When the operators were last told, until a moment, that a platform refuses the bot, and whether posts found that out. */
export async function lastOutage(
  db: Database,
  platform: string,
  until: Date,
): Promise<{ readonly at: Date; readonly byPost: boolean } | undefined> {
  const begin = outagesOf(platform);
  const end = begin + until.toISOString();
  const id = await lastNoticeId(db, begin, end);
  if (id === undefined) return undefined;
  return { at: new Date(id.slice(begin.length, end.length)), byPost: !id.includes(BY_ALERT) };
}

/** Whether the platform has refused a post, and has taken none since. */
export async function isOut(db: Database, platform: string, now: Date): Promise<boolean> {
  const last = await lastOutage(db, platform, now);
  if (!last?.byPost || now.getTime() - last.at.getTime() > LONGEST_MS) return false;
  const sent = await lastSentOn(db, platform, now);
  return sent === undefined || sent < last.at;
}
