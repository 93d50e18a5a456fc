import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { type Chat, createChat } from "../../../src/chat/chat.ts";
import { type Command, type CommandSpec, defineCommand } from "../../../src/chat/command.ts";
import { createCooldown } from "../../../src/chat/cooldown.ts";
import type { Handled } from "../../../src/chat/replicas/handled.ts";
import { buttons, type Card, note, type Reply } from "../../../src/chat/reply.ts";
import type { Logger } from "../../../src/log.ts";

/** A log that keeps its lines, so that a test can look at them. */
export interface MemoryLog extends Logger {
  readonly lines: { readonly level: string; readonly fields: object; readonly message: string }[];
}

export function createMemoryLog(): MemoryLog {
  const lines: MemoryLog["lines"] = [];
  const at = (level: string) => (fields: object, message: string) =>
    void lines.push({ level, fields, message });
  const log: MemoryLog = {
    lines,
    debug: at("debug"),
    info: at("info"),
    warn: at("warn"),
    error: at("error"),
    child: () => log,
  };
  return log;
}

/** The services of the sample commands. */
export interface SampleServices {
  readonly titles: readonly string[];
  /** One for each tick. */
  readonly ticks: string[];
}

export const SAMPLE_TITLES = [
  "Streaming Video With Fewer Stalls",
  "Tiny Codecs for Large Screens",
  "Adaptive Bitrates by Guessing Well",
  "Buffers That Know When to Stop",
  "Watching Paint Dry in Real Time",
  "A Survey of Surveys About Video",
];

const paper = defineCommand({
  name: "paper",
  expensive: true,
  description: "Finds papers",
  example: "streaming video",
  options: z.object({
    query: z.string().trim().min(1).max(500).describe("Words to look for"),
    count: z.coerce.number().int().min(1).max(10).default(3).describe("How many"),
    page: z.coerce.number().int().min(1).max(50).default(1).describe("Which page"),
  }),
  suggest: {
    query: (partial, services: SampleServices) =>
      services.titles
        .filter((title) => title.toLowerCase().includes(partial.toLowerCase()))
        .map((title) => ({ label: title, value: title })),
  },
  run: ({ query, count, page }, services: SampleServices): Reply => {
    const from = (page - 1) * count;
    const turn = (label: string, to: number) => ({
      label,
      action: {
        command: "paper",
        options: { query, count: `${count}`, page: `${to}` },
        effect: "replace" as const,
      },
    });
    return {
      outcome: "answer",
      audience: "everyone",
      text: `Papers about ${query}`,
      cards: services.titles.slice(from, from + count).map((title, index) => card(title, from + index)),
      footer: `Page ${page}`,
      buttons: buttons(page > 1 ? turn("Back", page - 1) : undefined, turn("Next", page + 1)),
    };
  },
});

/** An answer that only its asker sees, and can share. */
const saved = defineCommand({
  name: "saved",
  expensive: true,
  description: "Shows what you saved",
  example: "video",
  options: z.object({ list: z.string().max(100).optional().describe("Which list") }),
  run: (_, services: SampleServices): Reply => ({
    outcome: "answer",
    audience: "conversation",
    text: "Your list",
    cards: services.titles.slice(0, 2).map(card),
    buttons: [],
  }),
});

const abstract = defineCommand({
  name: "abstract",
  description: "Shows an abstract in full",
  example: "p1",
  options: z.object({ paper: z.string().max(300).describe("Which paper") }),
  run: (options): Reply => ({ ...note(`The whole abstract of ${options.paper}.`), audience: "everyone" }),
});

const related = defineCommand({
  name: "related",
  description: "Finds papers related to a text",
  example: "anything at all",
  onMessage: { label: "Find related papers", option: "text" },
  options: z.object({ text: z.string().min(1).max(300).describe("The text") }),
  run: (options): Reply => ({ ...note(`Related to: ${options.text}`), audience: "everyone" }),
});

/** Takes as many milliseconds as asked, and answers the audience that is asked for. */
const slow = defineCommand({
  name: "slow",
  description: "Takes its time",
  example: "2000",
  options: z.object({
    ms: z.coerce.number().int().min(0).max(60_000).describe("How long"),
    who: z.enum(["everyone", "asker"]).default("asker").describe("For whom"),
  }),
  run: async ({ ms, who }): Promise<Reply> => {
    await sleep(ms);
    return {
      ...note("Done at last."),
      audience: who,
      buttons: [
        { label: "Again", action: { command: "slow", options: { ms: `${ms}`, who }, effect: "replace" } },
      ],
    };
  },
});

const config = defineCommand({
  name: "config",
  description: "Changes what concerns this server",
  example: "on",
  admin: true,
  options: z.object({ daily: z.enum(["on", "off"]).describe("A paper a day") }),
  run: ({ daily }): Reply => ({
    ...note(`Daily papers are ${daily}.`),
    buttons: [{ label: "Off", action: { command: "config", options: { daily: "off" }, effect: "answer" } }],
  }),
});

/** Changes something whenever it is asked. */
const tick = defineCommand({
  name: "tick",
  description: "Ticks once more",
  example: "now",
  personal: true,
  options: z.object({ what: z.string().max(100).optional().describe("Anything") }),
  run: (_, { ticks }: SampleServices): Reply => {
    ticks.push("tick");
    return note(`Ticked: ${ticks.length}`);
  },
});

const broken = defineCommand({
  name: "broken",
  description: "Fails",
  example: "now",
  options: z.object({ how: z.string().max(100).optional().describe("How it fails") }),
  run: (): Reply => {
    throw new Error("the disk is on fire");
  },
});

const help = defineCommand({
  name: "help",
  description: "Shows what I can do",
  example: "paper",
  options: z.object({ command: z.string().max(50).optional().describe("Which command") }),
  run: (_, __: SampleServices, { commands }): Reply => ({
    ...note("What I can do"),
    cards: commands.map(({ name, description }) => ({
      title: `/${name}`,
      facts: [],
      body: description,
      buttons: [],
    })),
  }),
});

const COMMANDS: readonly Command<SampleServices>[] = [
  paper,
  saved,
  abstract,
  related,
  slow,
  config,
  tick,
  broken,
  help,
];

export interface SampleOptions extends Partial<SampleServices> {
  readonly log?: Logger;
  /** What was handled, where several processes share that. */
  readonly handled?: Handled;
  /** A clock for the cool-down; without one nobody is ever slowed down. */
  readonly now?: () => number;
}

/** A chat of invented papers with one command of every kind that a platform must cope with. */
export function createSampleChat({
  titles = SAMPLE_TITLES,
  ticks = [],
  log = createMemoryLog(),
  now,
  handled,
}: SampleOptions = {}): Chat {
  const cooldown = now ? createCooldown(now) : { take: () => 0 };
  return createChat<SampleServices>({
    commands: COMMANDS,
    services: { titles, ticks },
    log,
    cooldown,
    handled,
  });
}

export function sampleSpecs(): readonly CommandSpec[] {
  return COMMANDS.map((command) => command.spec);
}

function card(title: string, index: number): Card {
  const about = (label: string, command: string) => ({
    label,
    action: {
      command,
      options: command === "paper" ? { query: title } : { paper: `p${index}` },
      effect: "answer" as const,
    },
  });
  return {
    title,
    url: `https://arxiv.org/abs/2401.${String(index).padStart(5, "0")}`,
    facts: ["I. Nvented et al.", "Jan 2024"],
    body: `What “${title}” is about. And more of it.`,
    why: "It is in the title",
    buttons: buttons(about("Similar", "paper"), about("Abstract", "abstract")),
  };
}
