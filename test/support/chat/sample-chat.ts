import { z } from "zod";
import { type Chat, createChat } from "../../../src/chat/chat.ts";
import { type Caller, defineCommand } from "../../../src/chat/command.ts";
import type { Cooldown } from "../../../src/chat/cooldown.ts";
import { note, type Reply } from "../../../src/chat/reply.ts";
import { UserError } from "../../../src/errors.ts";
import { createRecordingLog } from "../recording-log.ts";

/** What the sample commands note down: the options of each run, in order. */
export interface SampleServices {
  readonly runs: { readonly command: string; readonly options: unknown }[];
}

const count = z.coerce.number().int().min(1).max(10).default(5).describe("How many to show");

const paper = defineCommand({
  name: "paper",
  expensive: true,
  description: "Find papers",
  example: "streaming video",
  options: z.object({ query: z.string().trim().min(1).max(500).describe("What to look for"), count }),
  suggest: {
    query: (partial) =>
      ["streaming video", "streaming audio", "star formation"]
        .filter((topic) => topic.startsWith(partial))
        .map((topic) => ({ label: topic, value: topic })),
  },
  run(options, services: SampleServices) {
    services.runs.push({ command: "paper", options });
    return note(`Papers on ${options.query}, ${options.count} of them`);
  },
});

const label = defineCommand({
  name: "label",
  description: "Put a label on a paper",
  example: "2405.16009 label:later",
  options: z.object({
    paper: z.string().trim().min(1).max(300).describe("An id or a link"),
    label: z.string().trim().max(40).default("").describe("The label"),
    order: z.enum(["newest", "best"]).default("best").describe("What comes first"),
  }),
  suggest: { label: () => ["read later", "later"].map((value) => ({ label: value, value })) },
  run(options, services: SampleServices) {
    services.runs.push({ command: "label", options });
    return note("Labelled");
  },
});

const today = defineCommand({
  name: "today",
  description: "The papers of today",
  example: "count:3",
  options: z.object({ count }),
  run(options, services: SampleServices) {
    services.runs.push({ command: "today", options });
    return note("Today");
  },
});

const schedule = defineCommand({
  name: "schedule",
  description: "When to post",
  example: "",
  admin: true,
  options: z.object({}),
  run(options, services: SampleServices) {
    services.runs.push({ command: "schedule", options });
    return note("Scheduled");
  },
});

const refuse = defineCommand({
  name: "refuse",
  description: "Always says what to do instead",
  example: "",
  options: z.object({}),
  run(): Reply {
    throw new UserError("Ask for something else.");
  },
});

const fail = defineCommand({
  name: "fail",
  description: "Always fails",
  example: "anything",
  options: z.object({ text: z.string().default("").describe("Anything") }),
  suggest: {
    text: () => {
      throw new Error("no index");
    },
  },
  run(): Reply {
    throw new Error("the secret cause");
  },
});

const help = defineCommand({
  name: "help",
  description: "What there is",
  example: "paper",
  options: z.object({ command: z.string().trim().default("").describe("The command to explain") }),
  run(options, services: SampleServices, request) {
    services.runs.push({ command: "help", options });
    return note(request.commands.map((spec) => spec.name).join(" "));
  },
});

export const sampleCommands = [paper, label, today, schedule, refuse, fail, help];

/** A chat of small commands that show every kind of option, ending and mishap. */
export function createSampleChat(cooldown: Cooldown = { take: () => 0 }) {
  const log = createRecordingLog();
  const services: SampleServices = { runs: [] };
  const chat: Chat = createChat({ commands: sampleCommands, services, log, cooldown });
  return { chat, log, runs: services.runs };
}

export const someone: Caller = { platform: "test", user: "U1", admin: false, prefix: "/" };
