import { z } from "zod";
import { type Chat, createChat } from "../../../src/chat/chat.ts";
import { defineCommand } from "../../../src/chat/command.ts";
import type { Cooldown } from "../../../src/chat/cooldown.ts";
import type { Handled } from "../../../src/chat/replicas/handled.ts";
import { type Button, buttons, note, type Reply } from "../../../src/chat/reply.ts";
import type { Logger } from "../../../src/log.ts";

export interface InventedPaper {
  readonly id: string;
  readonly title: string;
  readonly body: string;
}

/** A library of invented papers: all that the commands below know. */
export interface Library {
  readonly papers: readonly InventedPaper[];
  /** Answers wait until it resolves, so that a test decides when they are ready. */
  readonly gate?: Promise<void>;
}

export const PAPERS: readonly InventedPaper[] = [
  { id: "2401.00001", title: "Streaming Video to the Moon", body: "We stream video. It arrives late." },
  { id: "2401.00002", title: "Video Codecs for Goats", body: "Goats see in wide angle. We encode for them." },
  { id: "2401.00003", title: "On Boxes & Arrows", body: "Boxes point at arrows < and > the other way." },
];

const paper = defineCommand({
  name: "paper",
  expensive: true,
  description: "Search the library",
  example: "streaming video",
  options: z.object({
    query: z.string().min(1).max(500).describe("what to look for"),
    page: z.coerce.number().int().min(1).max(50).default(1).describe("which page"),
  }),
  async run({ query, page }, { papers, gate }: Library) {
    await gate;
    const turn = (to: number, label: string): Button => ({
      label,
      action: { command: "paper", options: { query, page: String(to) }, effect: "replace" },
    });
    return {
      outcome: "answer",
      audience: "everyone",
      text: `Papers about ${query}, page ${page}`,
      cards: papers.map((found) => card(found, true)),
      buttons: buttons(page > 1 ? turn(page - 1, "Back") : undefined, turn(page + 1, "More")),
    };
  },
});

const abstract = defineCommand({
  name: "abstract",
  description: "Show one abstract in full",
  example: "2401.00001",
  options: z.object({ paper: z.string().min(1).max(500).describe("which paper") }),
  run({ paper: wanted }, { papers }: Library) {
    const found = papers.find(({ id }) => wanted.includes(id));
    return found ? personal([found]) : note(`I know no paper “${wanted}”.`, "usage");
  },
});

const related = defineCommand({
  name: "related",
  description: "Find papers related to a text",
  example: "goats and video",
  onMessage: { label: "Find related papers", option: "text" },
  options: z.object({ text: z.string().min(1).max(200).describe("any text") }),
  run: ({ text }, { papers }: Library) => ({
    ...personal(papers),
    audience: "asker",
    text: `Related to ${text}`,
  }),
});

const help = defineCommand({
  name: "help",
  description: "What I can do",
  example: "paper",
  options: z.object({ command: z.string().max(50).optional().describe("one command") }),
  run: ({ command }, _: Library, { caller, commands }) => ({
    outcome: "answer",
    audience: "asker",
    text: command === undefined ? "Ask me for papers." : `About ${command}`,
    cards: commands.map(({ name, description }) => ({
      title: `${caller.prefix}${name}`,
      facts: [],
      body: description,
      buttons: [],
    })),
    buttons: [],
  }),
});

const announce = defineCommand({
  name: "announce",
  description: "Say something to everybody",
  example: "hello",
  admin: true,
  options: z.object({ words: z.string().min(1).max(100).describe("what to say") }),
  run: ({ words }, _: Library) => ({ ...note(words), audience: "everyone" }),
});

const read = defineCommand({
  name: "read",
  expensive: true,
  description: "Read a file",
  example: "boxes",
  options: z.object({
    words: z.string().max(100).default("none").describe("any words"),
    file: z.string().max(1_000_000).optional().meta({ description: "a file", file: true }),
  }),
  run: ({ words, file = "no file" }, _: Library) => note(`Words: ${words}. File: ${file}`),
});

interface ChatSettings {
  readonly log: Logger;
  readonly library?: Library;
  /** With a command for administrators only. */
  readonly admin?: boolean;
  /** With a command that takes a file. */
  readonly files?: boolean;
  readonly cooldown?: Cooldown;
  /** What was handled, where several processes share that. */
  readonly handled?: Handled;
}

/** A real chat over invented papers. */
export function slackChat({
  log,
  library,
  admin = false,
  files = false,
  cooldown,
  handled,
}: ChatSettings): Chat {
  return createChat({
    commands: [paper, abstract, related, help, ...(admin ? [announce] : []), ...(files ? [read] : [])],
    services: library ?? { papers: PAPERS },
    log,
    cooldown: cooldown ?? { take: () => 0 },
    handled,
  });
}

function personal(papers: readonly InventedPaper[]): Reply {
  const cards = papers.map((found) => card(found, false));
  return { outcome: "answer", audience: "conversation", cards, buttons: [] };
}

function card({ id, title, body }: InventedPaper, withAbstract: boolean) {
  const action = { command: "abstract", options: { paper: id }, effect: "answer" } as const;
  return {
    title,
    url: `https://arxiv.org/abs/${id}`,
    facts: ["Ada Example", "January 2024"],
    body,
    why: "It has your words in its title.",
    buttons: withAbstract ? buttons({ label: "Abstract", action }) : [],
  };
}
