import { createAccess } from "../access/access.ts";
import type { Poster } from "../chat/poster.ts";
import { createClub } from "../club/club.ts";
import { createDelivery } from "../delivery/delivery.ts";
import type { Operators } from "../delivery/operators.ts";
import { DEFAULT_SETTINGS } from "../delivery/subscription-settings.ts";
import { createHistory } from "../history/history.ts";
import { createLinks } from "../history/links.ts";
import { createDays } from "../library/days.ts";
import type { Library } from "../library/library.ts";
import { createMail } from "../mail/create-mail.ts";
import type { ReadPasted } from "../papers/import/read-pasted.ts";
import { postLook } from "../present/paper-list.ts";
import type { Services } from "../present/services.ts";
import type { ProvenTime } from "../store/retention/proven-time.ts";
import type { Syncer } from "../sync/create-syncer.ts";
import { sourcesOn } from "../sync/report.ts";
import { createTaste } from "../taste/taste.ts";
import type { HostMail } from "./mail.ts";
import { createReplies } from "./replies.ts";

export interface ServicesParts {
  readonly library: Library;
  readonly now: () => Date;
  /** The platforms that can post by themselves, by name. */
  readonly posters?: ReadonlyMap<string, Poster> | undefined;
  /** The time zone of channels and clubs that name none. */
  readonly timezone?: string | undefined;
  readonly observes?: Services["observes"] | undefined;
  readonly platforms?: Services["platforms"] | undefined;
  readonly doctor?: Services["doctor"] | undefined;
  /** E-mail, where it is on. */
  readonly mail?: Pick<HostMail, "keys" | "sendCode" | "links" | "isMember"> & {
    readonly lastAnswer?: Services["mailServer"];
  };
  readonly typed?: Services["typed"] | undefined;
  /** The web page as it is set up; off by default. */
  readonly page?: Services["page"] | undefined;
  /** The processes that share the database, where that can be. */
  readonly fleet?: Services["fleet"] | undefined;
  /** What the bot runs on, for its operator. */
  readonly installation?: Services["installation"] | undefined;
  /** Reads pasted files; in this thread by default. */
  readonly readPasted?: ReadPasted | undefined;
  /** Fetches from the sources, if any is switched on. */
  readonly syncer?: Pick<Syncer, "sources" | "fetchPaper" | "notices" | "report"> | undefined;
}

/** The services that commands work on, each made once. */
export function createServices({
  operators,
  provenTime,
  votesChanged,
  ...parts
}: ServicesParts &
  Pick<Services, "votesChanged"> & {
    readonly operators: Operators;
    readonly provenTime: ProvenTime;
  }): Services {
  const { library, now, posters = new Map(), timezone = DEFAULT_SETTINGS.timezone, syncer } = parts;
  const { db, index } = library;
  const taste = createTaste({ db, now });
  const history = createHistory({ db, taste, now });
  const defaults = { ...DEFAULT_SETTINGS, timezone };
  return {
    library,
    days: createDays({ db, now }),
    sourcesOn: (day) => sourcesOn(db, syncer?.sources ?? [], day, now()),
    taste,
    history,
    votesChanged,
    access: createAccess({ db, taste, provenTime }),
    page: parts.page ?? { shows: "nothing" },
    links: createLinks({ db, history, now }),
    replies: createReplies(db),
    club: createClub({ db, taste, timezone, now }),
    delivery: createDelivery({ db, index, posters, ...postLook, defaults, operators, now }),
    readPasted: parts.readPasted ?? readHere,
    observes: parts.observes ?? new Set(),
    platforms: parts.platforms ?? (() => []),
    isOperator: async ({ platform, user }) => user === undefined || operators.has({ platform, user }),
    ...(parts.doctor && { doctor: parts.doctor }),
    now,
    ...(parts.mail && { mail: createMail({ db, ...parts.mail, defaults, now }) }),
    ...(parts.mail?.lastAnswer && { mailServer: parts.mail.lastAnswer }),
    ...(parts.typed && { typed: parts.typed }),
    ...(parts.fleet && { fleet: parts.fleet }),
    ...(parts.installation && { installation: parts.installation }),
    ...(syncer && { fetchPaper: syncer.fetchPaper, notices: syncer.notices, sources: syncer.report }),
  };
}

/** Reads in this thread. The readers of all formats are loaded when there is something to read: a start has no use for them. */
const readHere: ReadPasted = async (text, most) => {
  const { papersNamedIn } = await import("../papers/import/pasted.ts");
  return papersNamedIn(text, most);
};
