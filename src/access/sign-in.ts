import {
  findSignIn,
  putSignIn,
  removeSignIns,
  removeSignInsBefore,
  type SignIn,
  takeSignIn,
} from "../store/access/sign-ins.ts";
import type { Database } from "../store/database.ts";
import { groupCommit } from "../store/group-commit.ts";
import type { ProvenTime } from "../store/retention/proven-time.ts";
import type { Taste, Who } from "../taste/taste.ts";
import { DAY_MS } from "../time/day.ts";
import type { PageKey } from "./page-key.ts";
import { draw, isSame, seal, sign, unseal } from "./secrets.ts";

/** What somebody signs in to: pages of their own, or the state of the bot. */
export type Opens = SignIn["opens"];

/** Who asks for a link, and where; for an admin, also whether of that channel alone. */
interface Asker extends Who {
  readonly onlyHere?: boolean | undefined;
}

/** Somebody who has signed in, and where they asked for the link: their votes count there. */
export interface Session {
  readonly opens: Opens;
  readonly who: Asker;
  /** The CSRF token of their forms. */
  readonly formToken: string;
}

/** A link that was used. */
interface Redeemed {
  /** For the browser's cookie, a secret. */
  readonly token: string;
  readonly opens: Opens;
}

/** Sign-ins without accounts: a link that works once, and a cookie after that. */
export interface SignIns {
  /** The token of a new link, which takes the place of an earlier one that was not used. */
  link(who: Asker, opens: Opens): Promise<string>;
  /** What a link would open, without using it up; undefined if it was used, is too old or never existed. */
  look(token: string): Promise<Opens | undefined>;
  /** Uses a link up: the token for the cookie. */
  redeem(token: string): Promise<Redeemed | undefined>;
  /** The session of a cookie's token. */
  session(token: string, opens: Opens): Promise<Session | undefined>;
  /** Whether a form came from the pages of this session. */
  isFormOf(session: Session, formToken: string): boolean;
  signOut(token: string): Promise<void>;
  /** Ends every link and session of a person, and says how many sessions that were. */
  signOutEverywhere(who: Who): Promise<number>;
  /** Deletes expired links and sessions. */
  purge(): Promise<void>;
}

interface SignInsParts {
  readonly db: Database;
  readonly taste: Pick<Taste, "home" | "person">;
  readonly key: PageKey;
  /** The clock by which links and sessions expire, whatever the wall clock is set to. */
  readonly provenTime: ProvenTime;
}

/** How long a link can be used, in minutes. */
const LINK_MINUTES = 15;

/** How long a browser stays signed in, in days. The rights of an admin are not looked up again, so theirs is shorter. */
export const SESSION_DAYS: Readonly<Record<Opens, number>> = { person: 30, admin: 7 };

const LINK_MS = LINK_MINUTES * 60_000;

const TOKEN = /^[\w-]{22}$/;

export function createSignIns({ db, taste, key, provenTime }: SignInsParts): SignIns {
  const idOf = (secret: string, token: string) => sign(secret, "sign-in", token);

  /** The time now, recorded, so that the next run of the program goes on from it. */
  async function begin(): Promise<Date> {
    await provenTime();
    return provenTime.read();
  }

  async function find(
    token: string,
    stage: SignIn["stage"],
  ): Promise<{ readonly signIn: SignIn; readonly secret: string } | undefined> {
    const secret = await key.read();
    if (secret === undefined || !TOKEN.test(token)) return undefined;
    const signIn = await findSignIn(db, idOf(secret, token), stage);
    return signIn && isFresh(signIn, await provenTime.read()) ? { signIn, secret } : undefined;
  }

  return {
    async link(who, opens) {
      const [secret, token, begunAt] = [await key.draw(), draw("secret"), await begin()];
      const { platform, server, channel } = await taste.home(who);
      const person = await taste.person(who);
      const sealed = seal(secret, token, JSON.stringify({ user: who.user, onlyHere: who.onlyHere }));
      const signIn = { id: idOf(secret, token), platform, server, channel, person, sealed, begunAt, opens };
      await groupCommit(db, async (tx) => {
        await removeSignIns(tx, person, { stage: "link", opens });
        await putSignIn(tx, { ...signIn, stage: "link" });
      });
      return token;
    },

    look: async (token) => (await find(token, "link"))?.signIn.opens,

    async redeem(token) {
      const secret = await key.read();
      if (secret === undefined || !TOKEN.test(token)) return undefined;
      const [fresh, at] = [draw("secret"), await begin()];
      const opens = await groupCommit(db, async (tx) => {
        const link = await takeSignIn(tx, idOf(secret, token), "link");
        if (!link || !isFresh(link, at)) return undefined;
        const sealed = seal(secret, fresh, unseal(secret, token, link.sealed));
        await putSignIn(tx, { ...link, id: idOf(secret, fresh), stage: "session", sealed, begunAt: at });
        return link.opens;
      });
      return opens && { token: fresh, opens };
    },

    async session(token, opens) {
      const found = await find(token, "session");
      if (!found || found.signIn.opens !== opens) return undefined;
      const { secret, signIn } = found;
      const { platform, server, channel } = signIn;
      const { user, onlyHere }: Pick<Asker, "user" | "onlyHere"> = JSON.parse(
        unseal(secret, token, signIn.sealed),
      );
      return {
        opens,
        who: { platform, user, server, channel, onlyHere },
        formToken: sign(secret, "form", token),
      };
    },

    isFormOf: (session, formToken) => isSame(session.formToken, formToken),

    async signOut(token) {
      const secret = await key.read();
      if (secret === undefined || !TOKEN.test(token)) return;
      await groupCommit(db, (tx) => takeSignIn(tx, idOf(secret, token), "session"));
    },

    async signOutEverywhere(who) {
      const person = await taste.person(who);
      return groupCommit(db, (tx) => removeSignIns(tx, person));
    },

    async purge() {
      const now = (await provenTime()).getTime();
      await groupCommit(db, async (tx) => {
        for (const opens of ["person", "admin"] as const)
          for (const stage of ["link", "session"] as const)
            await removeSignInsBefore(tx, new Date(now - spanOf({ stage, opens })), { stage, opens });
      });
    },
  };
}

function spanOf({ stage, opens }: Pick<SignIn, "stage" | "opens">): number {
  return stage === "link" ? LINK_MS : SESSION_DAYS[opens] * DAY_MS;
}

// Another process's clock may be a moment ahead of this one's.
function isFresh(signIn: SignIn, now: Date): boolean {
  return now.getTime() - signIn.begunAt.getTime() < spanOf(signIn);
}
