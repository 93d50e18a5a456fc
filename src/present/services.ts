import type { Access } from "../access/access.ts";
import type { Caller } from "../chat/command.ts";
import type { JournalClub } from "../club/club.ts";
import type { DeliveryService } from "../delivery/delivery.ts";
import type { DoctorReport } from "../doctor/report.ts";
import type { History } from "../history/history.ts";
import type { Links } from "../history/links.ts";
import type { Days } from "../library/days.ts";
import type { Library } from "../library/library.ts";
import type { Mail } from "../mail/mail.ts";
import type { ReadPasted } from "../papers/import/read-pasted.ts";
import type { Taste } from "../taste/taste.ts";

/** A platform as it stands in this process. */
export interface PlatformState {
  readonly name: string;
  readonly state: "starting" | "ready" | "reconnecting" | "failed";
}

/** The web page as it is set up. */
export interface PageState {
  /** Without any page, the library alone, or what links open as well. */
  readonly shows: "nothing" | "library" | "lab";
  /** Its address without a slash at the end, e.g. "https://papers.example.org/lab". */
  readonly address?: string;
  /** Whether only the machine of the bot can open that. */
  readonly isLocal?: boolean;
}

/** Where something was asked. */
type Asked = Pick<Caller, "platform" | "server" | "channel" | "parent">;

/** What commands work on. */
export interface Services {
  /** Without the database: what commands need of it, the domain gives them. */
  readonly library: Omit<Library, "db">;
  /** The same papers by days. */
  readonly days: Days;
  /** What became of a day at each source that was asked for it. */
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
  /** What the mail server answered last; undefined until something was sent from this process. */
  readonly mailServer?: () =>
    | { readonly at: Date; readonly isFine: boolean; readonly text: string }
    | undefined;
  /** Votes, saves, and what follows from them. */
  readonly taste: Taste;
  /** What was saved, voted for and posted, and the keys to cite it by. */
  readonly history: History;
  /** Lets the posts of a channel that show a paper say how its votes are now. */
  readonly votesChanged: (
    place: Awaited<ReturnType<Taste["home"]>>,
    paper: string,
    /** A message that says so already. */
    except?: string,
  ) => void;
  /** Who may see which pages. */
  readonly access: Access;
  readonly page: PageState;
  readonly club: JournalClub;
  readonly links: Links;
  /** Who sees answers to commands in a channel: everybody, or whoever asked, who can share them. */
  readonly replies: {
    isPublic(where: Asked): Promise<boolean>;
    set(where: Asked, isPublic: boolean): Promise<void>;
  };
  /** Reads pasted texts and attached files. */
  readonly readPasted: ReadPasted;
  /** Platforms on which links can be seen that were not meant for the bot. */
  readonly observes: ReadonlySet<string>;
  readonly platforms: () => readonly PlatformState[];
  /** Whether somebody runs the bot: its own terminal, or an operator on a platform. */
  isOperator(caller: Pick<Caller, "platform" | "user">): Promise<boolean>;
  /** Looks at everything that the bot needs, which takes some seconds; see doctor/. For operators: it names what is set up where. */
  readonly doctor?: () => Promise<DoctorReport>;
  readonly now: () => Date;
  /** What was typed at the host's own prompt, which is kept from one session to the next. */
  readonly typed?: { count(): Promise<number>; forget(): Promise<void> };
  /** Brings one paper by its canonical id, waiting a few seconds at most; absent where there is no network to ask. */
  readonly fetchPaper?: (id: string) => Promise<Fetched>;
  /** How fresh the sources are: a line for each, and what a reader of today's papers should know. */
  readonly sources?: () => Promise<{
    readonly lines: readonly { readonly text: string; readonly isFine: boolean }[];
    readonly notice?: string;
  }>;
  /** What the terms of the sources ask to be shown. */
  readonly notices?: readonly string[];
}

/** What came of fetching a paper. `unsupported`: ids of its kind cannot be looked up. `busy`: too many are on their way. */
export type Fetched = "stored" | "fetching" | "unknown" | "unsupported" | "unreachable" | "busy";
