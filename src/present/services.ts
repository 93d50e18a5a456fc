import type { Access } from "../access/access.ts";
import type { Caller } from "../chat/command.ts";
import type { JournalClub } from "../club/club.ts";
import type { DeliveryService } from "../delivery/delivery.ts";
import type { FleetFacts } from "../doctor/fleet.ts";
import type { DoctorReport } from "../doctor/report.ts";
import type { History } from "../history/history.ts";
import type { Links } from "../history/links.ts";
import type { Days } from "../library/days.ts";
import type { Library } from "../library/library.ts";
import type { Mail } from "../mail/mail.ts";
import type { ReadPasted } from "../papers/import/read-pasted.ts";
import type { Taste } from "../taste/taste.ts";

/** The state of a platform in this process. */
export interface PlatformState {
  readonly name: string;
  readonly state: "starting" | "ready" | "reconnecting" | "failed";
}

/** The web page as it is set up. */
export interface PageState {
  /** Nothing, the library alone, or also the pages that links open. */
  readonly shows: "nothing" | "library" | "lab";
  /** Its address without a slash at the end, e.g. "https://papers.example.org/lab". */
  readonly address?: string;
  /** Whether only the bot's own machine can open that. */
  readonly isLocal?: boolean;
}

/** Where something was asked. */
type Asked = Pick<Caller, "platform" | "server" | "channel" | "parent">;

/** What commands work with. */
export interface Services {
  /** Without the database: the domain provides what commands need of it. */
  readonly library: Omit<Library, "db">;
  /** The same papers by day. */
  readonly days: Days;
  /** What came of asking each source for a day. */
  readonly sourcesOn: (day: string) => Promise<
    readonly {
      readonly source: string;
      readonly label: string;
      readonly text: string;
      readonly isFine: boolean;
    }[]
  >;
  readonly delivery: DeliveryService;
  /** Papers by mail; absent where e-mail is off. */
  readonly mail?: Mail;
  /** The mail server's last answer, whichever process got it; undefined until something was sent. */
  readonly mailServer?: () => Promise<
    { readonly at: Date; readonly isFine: boolean; readonly text: string } | undefined
  >;
  /** The processes that share the database; absent where it is a file, which one bot has for itself. */
  readonly fleet?: () => Promise<FleetFacts>;
  /** What the bot runs on, for its operator: a name and a value each. */
  readonly installation?: () => Promise<readonly { readonly name: string; readonly text: string }[]>;
  /** Votes, saves, and what follows from them. */
  readonly taste: Taste;
  /** What was saved, voted for and posted, and the keys to cite it by. */
  readonly history: History;
  /** Has the posts of a channel that show a paper update their vote counts. */
  readonly votesChanged: (
    place: Awaited<ReturnType<Taste["home"]>>,
    paper: string,
    /** A message that is up to date already. */
    except?: string,
  ) => void;
  /** Who may see which pages. */
  readonly access: Access;
  readonly page: PageState;
  readonly club: JournalClub;
  readonly links: Links;
  /** Who sees answers to commands in a channel: everybody, or only the asker, who can share them. */
  readonly replies: {
    isPublic(where: Asked): Promise<boolean>;
    set(where: Asked, isPublic: boolean): Promise<void>;
  };
  /** Reads pasted texts and attached files. */
  readonly readPasted: ReadPasted;
  /** Platforms on which the bot sees links that were not sent to it. */
  readonly observes: ReadonlySet<string>;
  readonly platforms: () => readonly PlatformState[];
  /** Whether somebody runs the bot: its own terminal, or an operator on a platform. */
  isOperator(person: { readonly platform: string; readonly user?: string | undefined }): Promise<boolean>;
  /** Looks at everything that the bot needs, which takes some seconds; see doctor/. For operators: it names what is set up where. */
  readonly doctor?: () => Promise<DoctorReport>;
  readonly now: () => Date;
  /** The lines typed at the operator's own prompt, which are kept between sessions. */
  readonly typed?: { count(): Promise<number>; forget(): Promise<void> };
  /** Fetches one paper by its canonical id, waiting a few seconds at most; absent where no network may be asked. */
  readonly fetchPaper?: (id: string) => Promise<Fetched>;
  /** How fresh the sources are: a line for each, and what a reader of today's papers should know. */
  readonly sources?: () => Promise<{
    readonly lines: readonly { readonly text: string; readonly isFine: boolean }[];
    readonly notice?: string;
  }>;
  /** The notices that the sources' terms require. */
  readonly notices?: readonly string[];
}

/** What came of fetching a paper. `unsupported`: ids of its kind can't be looked up. `busy`: too many are being fetched. */
export type Fetched = "stored" | "fetching" | "unknown" | "unsupported" | "unreachable" | "busy";
