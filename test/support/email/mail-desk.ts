import PostalMime from "postal-mime";
import { onTestFinished } from "vitest";
import { createHostMail } from "../../../src/app/mail.ts";
import type { Poster } from "../../../src/chat/poster.ts";
import { readConfig } from "../../../src/config.ts";
import type { Runner } from "../../../src/delivery/runner.ts";
import { DEFAULT_SETTINGS } from "../../../src/delivery/subscription-settings.ts";
import { createMail } from "../../../src/mail/create-mail.ts";
import type { Mail, MailOwner } from "../../../src/mail/mail.ts";
import { createTaste, type Taste } from "../../../src/taste/taste.ts";
import type { TestClock } from "../clock.ts";
import { type Desk, openDesk } from "../delivery/delivery.ts";
import { createMortal, type Mortal } from "../delivery/mortal.ts";
import { createRecordingLog } from "../recording-log.ts";
import { startRelay, type TestRelay } from "./relay.ts";

export const SECRET = "a secret of the operator, long enough";

/** A library with a mail server, and Ann, who is in a chat. */
export interface MailDesk extends Desk {
  readonly relay: TestRelay;
  readonly mail: Mail;
  readonly taste: Taste;
  readonly log: ReturnType<typeof createRecordingLog>;
  /** What Ann was told in chat. */
  readonly told: readonly string[];
  readonly ann: MailOwner;
  /** Who is in channels; Ann is, from the start. A failure is thrown. */
  readonly members: { all: readonly string[]; failure?: Error | undefined };
  /** A runner that sends mails; another one stands for another process. */
  sender(): Runner;
  /** The same, of a process that is killed at a step. */
  mortalSender(step: number): { readonly runner: Runner; readonly mortal: Mortal };
  /** Sends what is due, and waits for it. */
  tick(runner?: Runner): Promise<void>;
  /** Ann's address, confirmed by the code that came. */
  join(typed?: Parameters<Mail["ask"]>[1]): Promise<void>;
  /** The mails with papers, parsed. */
  mails(): Promise<readonly Awaited<ReturnType<typeof PostalMime.parse>>[]>;
  /** The code, and the link that confirms, in the last mail. */
  lastCode(): Promise<string>;
  lastLink(): Promise<string>;
}

interface Different {
  readonly pageUrl?: string;
  /** Whether the page has a form for everybody. */
  readonly hasForm?: boolean;
}

export async function openMailDesk(
  clock: TestClock,
  { pageUrl, hasForm = false }: Different = {},
): Promise<MailDesk> {
  const desk = await openDesk(clock);
  const relay = await startRelay();
  const log = createRecordingLog();
  const config = readConfig({
    SMTP_URL: `smtp://127.0.0.1:${relay.port}`,
    MAIL_FROM: "Paperboy <papers@example.org>",
    PAPERBOY_SECRET: SECRET,
    ...(pageUrl !== undefined && { PAGE: "library", PAGE_URL: pageUrl }),
    ...(hasForm && { MAIL_FORM: "on" }),
  });
  const members: MailDesk["members"] = { all: ["U-ann"] };
  const told: string[] = [];
  const chat: Pick<Poster, "post" | "tell" | "missingIn" | "link" | "owners" | "isMember"> = {
    post: async ({ key }) => ({ message: key }),
    async tell(_, { text, buttons }) {
      told.push([text, ...buttons.map(({ label }) => `[${label}]`)].join(" "));
    },
    async isMember(_, user) {
      if (members.failure) throw members.failure;
      return members.all.includes(user);
    },
    missingIn: async () => [],
    link: async () => undefined,
    owners: async () => [],
  };
  const posters = new Map<string, Poster>();
  const hosted = await createHostMail({ config, log, now: clock.now }, desk.db, posters);
  if (!hosted) throw new Error("no e-mail");
  onTestFinished(() => hosted.email.stop());
  const { keys, sendCode, links, isMember } = hosted;
  const taste = createTaste({ db: desk.db, now: clock.now });
  const mail = createMail({
    db: desk.db,
    keys,
    sendCode,
    links,
    isMember,
    defaults: DEFAULT_SETTINGS,
    now: clock.now,
  });
  const who = { platform: "fake", user: "U-ann" };
  const ann = { ...who, person: await taste.person(who), how: "/daily mail" };
  posters.set("email", hosted.email.poster);
  posters.set("fake", { ...hosted.email.poster, ...chat });
  const sender = () => desk.runner({ posters, log });
  let usual: Runner | undefined;
  const raws = () => relay.taken.map(({ raw }) => Buffer.from(raw, "latin1"));
  const lastCode = async () => {
    const { text = "" } = await PostalMime.parse(raws().at(-1) ?? Buffer.alloc(0));
    return /Your code: (\d{6})/.exec(text)?.[1] ?? "";
  };
  const lastLink = async () => {
    const { text = "" } = await PostalMime.parse(raws().at(-1) ?? Buffer.alloc(0));
    return /https:\S*\/m\/c\/\S*/.exec(text)?.[0] ?? "";
  };
  return {
    ...desk,
    lastCode,
    relay,
    mail,
    taste,
    log,
    told,
    ann,
    members,
    sender,
    mortalSender(step) {
      const mortal = createMortal(desk.db, step);
      const mortals = new Map([...posters].map(([name, poster]) => [name, mortal.poster(poster)]));
      return { mortal, runner: desk.runner({ db: mortal.db, posters: mortals, log }) };
    },
    async tick(runner) {
      usual ??= sender();
      const one = runner ?? usual;
      await one.tick();
      await one.idle();
    },
    async join(typed = {}) {
      await mail.ask(ann, { address: "ann@example.org", ...typed });
      if (mail.byLink) await mail.byLink.confirm((await lastLink()).split("/").at(-1) ?? "");
      else await mail.confirm(ann.person, await lastCode());
    },
    lastLink,
    async mails() {
      const parsed = await Promise.all(raws().map((raw) => PostalMime.parse(raw)));
      return parsed.filter(({ subject = "" }) => !/your code|^Confirm/.test(subject));
    },
  };
}
