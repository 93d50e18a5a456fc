import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, type AppParts, createApp } from "../../../src/app/app.ts";
import { type Action, pressedIn } from "../../../src/chat/action.ts";
import type { Caller } from "../../../src/chat/command.ts";
import type { Form } from "../../../src/chat/forms/form.ts";
import { commandNamed } from "../../../src/chat/naming.ts";
import type { Poster } from "../../../src/chat/poster.ts";
import { type Button, note, type Reply } from "../../../src/chat/reply.ts";
import { type Library, openLibrary } from "../../../src/library/library.ts";
import type { Paper } from "../../../src/papers/paper.ts";
import { namingWith } from "../../../src/platforms/slack/naming.ts";
import { HOST_CALLER } from "../../../src/platforms/terminal/answer-once.ts";
import { createSearchIndex } from "../../../src/search/create-search-index.ts";
import { createClock, type TestClock } from "../clock.ts";
import { createRecordingLog } from "../recording-log.ts";
import { formPayload, homePayload, type Platform, payloadOf, pressable, type Shot } from "./shot.ts";

export interface SessionParts {
  readonly platform: Platform;
  readonly story: string;
  readonly papers: readonly Partial<Paper>[];
  /** Whether the library is still being read into memory. */
  readonly loading?: boolean | undefined;
  /** What happens to posts; by default they arrive. */
  readonly post?: Poster["post"] | undefined;
  readonly more?: Partial<AppParts> | undefined;
  /** The address of a database for the library; a file of its own by default. */
  readonly database?: string | undefined;
  /** Buttons pressed below papers in other stories already: they do the same everywhere. */
  readonly pressed?: Set<string> | undefined;
}

/** Who asks. */
export type Who = "manager" | "member" | "in private";

/** The bot in one state on one platform; everything that it answers is kept. */
export interface Session {
  readonly platform: Platform;
  readonly app: App;
  readonly clock: TestClock;
  readonly shots: readonly Shot[];
  /** A command, typed as in `paper streaming video`: without its slash, by its own name. */
  ask(line: string, who?: Who): Promise<Reply>;
  /** A line without a command, to a bot that was mentioned. */
  say(line: string, who?: Who): Promise<Reply>;
  /** Sends the daily post, and whatever else is due. */
  tick(): Promise<void>;
  /** Records a reply that no command gave. */
  show(step: string, reply: Reply, seenBy?: Shot["seenBy"]): void;
  /** The form of a command. */
  form(command: string): Promise<void>;
  /** What the bot shows by itself: the welcome in a new place, and the Home tab. */
  greet(): Promise<void>;
  /** Presses each button below every answer, and below what comes of that; buttons that can't be undone come last. */
  pressAll(): Promise<void>;
  close(): Promise<void>;
}

const PLACES: Readonly<Record<Platform, Partial<Caller>>> = {
  discord: { user: "400000000000000055", channel: "300000000000000001", server: "200000000000000001" },
  slack: { user: "UADMIN", channel: "C1", server: "T1" },
  terminal: {},
};

/** More would show nothing new: the same buttons keep coming back. */
const MOST_PRESSES = 150;

export async function openSession(parts: SessionParts): Promise<Session> {
  const { platform, story, loading = false } = parts;
  const home = await mkdtemp(join(tmpdir(), "paperboy-gallery-"));
  const clock = createClock("2026-11-23T09:30:00Z");
  const library = await open(parts, home, clock);
  if (!loading) await library.refresh();
  const shots: Shot[] = [];
  const outgoing: { readonly step: string; readonly reply: Reply; readonly seenBy: Shot["seenBy"] }[] = [];
  const poster = createPoster(outgoing, parts.post);
  const app = createApp({
    library,
    now: clock.now,
    elapsed: () => clock.now().getTime(),
    log: createRecordingLog(),
    cooldown: { take: () => 0 },
    random: () => 0,
    timezone: "Europe/Berlin",
    posters: platform === "terminal" ? new Map() : new Map([[platform, poster]]),
    platforms: () => (platform === "terminal" ? [] : [{ name: platform, state: "ready" }]),
    operators: platform === "terminal" ? [] : [{ platform, user: PLACES[platform].user ?? "" }],
    observes: new Set([platform]),
    ...parts.more,
  });
  const { chat } = app;

  function callerOf(who: Who): Caller {
    if (platform === "terminal") return HOST_CALLER;
    const { channel: _, server: __, ...alone } = PLACES[platform];
    const naming = platform === "slack" ? namingWith("/") : { prefix: "/" };
    const rights = who === "manager" ? { admin: true } : { admin: false };
    return {
      platform,
      opensForms: true,
      ...naming,
      ...rights,
      ...(who === "in private" ? alone : PLACES[platform]),
    };
  }

  function keep(
    step: string,
    reply: Reply,
    who: Who,
    more: { view?: Action; lead?: string; isPublic?: boolean } = {},
  ) {
    const caller = callerOf(who);
    const isPublic = more.isPublic ?? reply.audience === "everyone";
    const payload = payloadOf(reply, {
      platform,
      caller,
      commands: chat.commands,
      lead: more.lead,
      view: isPublic ? undefined : more.view,
    });
    shots.push({ story, step, seenBy: isPublic ? "everyone" : "one person", reply, payload });
    return reply;
  }

  function flush(): void {
    for (const { step, reply, seenBy } of outgoing.splice(0))
      keep(step, reply, "manager", { isPublic: seenBy === "everyone" });
  }

  async function press({ label, action: raw }: Button, below: Shot): Promise<void> {
    const caller = callerOf("manager");
    const action = pressedIn(raw, below.seenBy === "one person");
    if (action.effect === "form") {
      const opened = await chat.openForm(action, caller);
      keep(`[${label}] under ${below.step}`, "form" in opened ? asReply(opened.form) : opened, "manager");
      return;
    }
    const reply = await chat.runAction(action, caller);
    const step = `[${label}] under ${below.step}`;
    const view: Action = { ...action, effect: "share" };
    if (reply.outcome !== "answer") keep(step, reply, "manager");
    else if (action.effect === "share")
      keep(step, reply, "manager", { lead: "Shared by ann", isPublic: true });
    else if (action.effect === "announce" && reply.audience === "everyone")
      keep(step, reply, "manager", { lead: "By ann", isPublic: true });
    else if (action.effect === "update")
      keep(step, await renewed(below.reply, caller), "manager", { isPublic: below.seenBy === "everyone" });
    else keep(step, await chat.forAsker(reply, caller), "manager", { view, isPublic: false });
  }

  /** A message with its buttons in their present state. */
  async function renewed(reply: Reply, caller: Caller): Promise<Reply> {
    const now = async (buttons: readonly Button[]) => {
      const states = await chat.buttonsNow(
        buttons.map(({ action }) => action),
        caller,
        true,
      );
      return buttons.map((button, at) => states[at] ?? button);
    };
    const cards = reply.cards.map(async (card) => ({ ...card, buttons: await now(card.buttons) }));
    return { ...reply, cards: await Promise.all(cards), buttons: await now(reply.buttons) };
  }

  return {
    platform,
    app,
    clock,
    shots,
    async ask(line, who = "manager") {
      const caller = callerOf(who);
      const [first = "", ...rest] = line.split(" ");
      const text = rest.join(" ");
      const meant = chat.meant(commandNamed(first, caller), text);
      const reply =
        platform === "discord" && meant
          ? await chat.run(meant.spec.name, meant.options, caller)
          : await chat.runText(first, text, caller);
      const view = meant && ({ command: meant.spec.name, options: meant.options, effect: "share" } as const);
      keep(
        `/${line}${who === "manager" ? "" : ` (${who})`}`,
        await chat.forAsker(reply, caller),
        who,
        view && { view },
      );
      flush();
      return reply;
    },
    async say(line, who = "manager") {
      const caller = callerOf(who);
      const meant = chat.meantBy(line, caller);
      const isForm = caller.opensForms && meant && chat.asksForForm(meant.spec.name, meant.options);
      const reply = await (isForm ? chat.offerForm(meant.spec.name, caller) : chat.runLine(line, caller));
      keep(`@Paperboy ${line}${who === "manager" ? "" : ` (${who})`}`, reply, who, {
        isPublic: reply.audience !== "asker",
      });
      return reply;
    },
    async tick() {
      await app.runner.tick();
      await app.runner.idle();
      flush();
    },
    show: (step, reply, seenBy = "one person") =>
      void keep(step, reply, "manager", { isPublic: seenBy === "everyone" }),
    async form(command) {
      const opened = await chat.openForm({ command, options: {} }, callerOf("manager"));
      if (!("form" in opened)) return void keep(`(form of /${command})`, opened, "manager");
      const payload = formPayload(opened, platform);
      const reply = note(opened.form.title);
      if (payload) shots.push({ story, step: `(form of /${command})`, seenBy: "one person", reply, payload });
    },
    async greet() {
      const { platform: name, prefix, renamed } = callerOf("manager");
      const place = { platform: name, prefix, ...(renamed && { renamed }) };
      const here = await chat.hello({ ...place, server: "S7" });
      const inChannel = await chat.hello({ ...place, server: "S8", channel: "C8" });
      const toOne = await chat.hello({ ...place, server: "S9", silentIn: "Reading lab" });
      if (here) keep("(welcome)", here, "manager", { isPublic: true });
      if (inChannel) keep("(welcome in a channel)", inChannel, "manager", { isPublic: true });
      if (toOne) keep("(welcome to whoever added the bot)", toOne, "manager", { isPublic: false });
      if (platform !== "slack") return;
      const sections = await chat.home(callerOf("in private"));
      const [reply] = sections;
      const payload = homePayload(sections, callerOf("manager").user ?? "");
      if (reply) shots.push({ story, step: "(Home)", seenBy: "one person", reply, payload });
    },
    async pressAll() {
      const here = new Set<string>();
      let presses = 0;
      for (const isDanger of [false, true])
        for (let at = 0; at < shots.length; at += 1) {
          const shot = shots[at];
          if (!shot) continue;
          for (const button of pressable(shot.reply)) {
            const key = `${button.label.replace(/\d+/gu, "")} ${button.action.command} ${button.action.effect} ${shot.seenBy}`;
            const pressed = button.action.options.paper === undefined ? here : (parts.pressed ?? here);
            if ((button.style === "danger") !== isDanger || pressed.has(key) || presses >= MOST_PRESSES)
              continue;
            pressed.add(key);
            presses += 1;
            await press(button, shot);
            flush();
          }
        }
    },
    async close() {
      await app.runner.stop();
      await library.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** The content of a form, as far as a message can show it. */
function asReply({ title, submit, fields }: Form): Reply {
  const lines = fields.flatMap(({ label, hint, value, choices = [] }) => [
    `${label}: ${choices.find((choice) => choice.value === value)?.label ?? value}`,
    ...(hint === undefined ? [] : [hint]),
    ...choices.map((choice) => `• ${choice.label}`),
  ]);
  return note([`${title} (${submit})`, ...lines].join("\n"));
}

async function open({ papers, database }: SessionParts, home: string, clock: TestClock): Promise<Library> {
  const catalogue = join(home, "papers.jsonl");
  await writeFile(catalogue, papers.map((paper) => `${JSON.stringify(paper)}\n`).join(""));
  const index = createSearchIndex({ now: () => clock.now().getTime(), otherNames: ["count", "page"] });
  return openLibrary({ target: database ?? join(home, "paperboy.db"), catalogue, index, now: clock.now });
}

/** A platform's poster, which accepts everything and records what people would see. */
function createPoster(
  outgoing: { step: string; reply: Reply; seenBy: Shot["seenBy"] }[],
  post: Poster["post"] | undefined,
): Poster {
  let count = 0;
  return {
    async post(message) {
      const posted = (await post?.(message)) ?? { message: `m${++count}` };
      const step = message.thread === undefined ? "(posted to the channel)" : "(posted in the thread)";
      outgoing.push({ step, reply: message.reply, seenBy: "everyone" });
      return posted;
    },
    find: async () => "unknown",
    edit: async () => {},
    missingIn: async () => [],
    adviceFor: async () => [],
    isMember: async () => true,
    nameOf: async () => "#papers",
    link: async () => "https://chat.example.org/c/m",
    owners: async () => [],
    async tell(_user, reply) {
      outgoing.push({ step: "(direct message)", reply, seenBy: "one person" });
    },
  };
}
