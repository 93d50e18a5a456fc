import type { Pick } from "../../recommend/pick.ts";
import { NO_PROFILE, type Profile } from "../../recommend/profile.ts";
import { NOTHING_KNOWN } from "../../recommend/reasons.ts";
import type { Database } from "../../store/database.ts";
import type { Content } from "../../store/deliveries.ts";
import { findMailbox } from "../../store/mail/mailboxes.ts";
import { profileOfPerson } from "../../taste/profile.ts";

const FALLBACK_NOTE =
  "No new papers match your interests. These are the best ones of the last 30 days that I haven't sent you.";

/** What the owner of a mailbox likes; nobody's likes where they want what is good in general. `db` may be a transaction. */
export async function profileOfMailbox(db: Database, person: string, at: Date): Promise<Profile> {
  const { what } = (await findMailbox(db, person)) ?? {};
  return what === "trending" ? NO_PROFILE : profileOfPerson(db, person, at);
}

/** What one mail says; undefined on an empty day. */
export function contentOfMail({ papers, fallback }: Pick): Content | undefined {
  if (papers.length === 0) return undefined;
  return {
    papers: papers.map(({ paper, why }) => ({
      id: paper.id,
      why: why === NOTHING_KNOWN ? "new in the library" : why,
    })),
    ...(fallback && { note: FALLBACK_NOTE }),
  };
}
