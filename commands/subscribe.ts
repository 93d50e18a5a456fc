import { z } from "zod";
import { defineCommand, type Request } from "../src/chat/command.ts";
import { buttons, type Reply } from "../src/chat/reply.ts";
import type { Services } from "../src/present/services.ts";
import { followsLine, nextLine, settingsLine } from "../src/present/subscription-text.ts";
import { thisChannel } from "../src/present/this-channel.ts";
import { suggestTimezones } from "../src/time/read-when.ts";

const text = (description: string, longest = 100) =>
  z.string().trim().min(1).max(longest).optional().describe(description);

export const subscribe = defineCommand({
  name: "subscribe",
  group: "The daily paper",
  description: "Post a paper to this channel every working day, or change what is posted",
  example: "streaming video, protein folding time:08:30 timezone:Berlin",
  details: [
    "Topics take turns. What you leave out stays as it is; at first that is one paper on weekdays at 09:00.",
    "Asked again, it changes what there is. “everything” as topics, “all” as categories and “none” as group take back.",
  ],
  admin: true,
  options: z.object({
    topics: text("Interests in plain words, with commas between them", 500),
    categories: text("arXiv categories, such as cs.CV or a whole group: cs", 300),
    time: text("When, such as 09:00 or 5:30pm", 20),
    timezone: text("Where that is the time, such as Europe/Berlin"),
    days: text("weekdays, daily, or names such as mon,wed,fri"),
    papers: z.coerce
      .number()
      .int()
      .min(1)
      .max(5)
      .optional()
      .describe("How many; all but the first go into its thread"),
    "when-empty": z
      .enum(["best", "quiet"])
      .optional()
      .describe("On a day without a match: the best paper of the month, or nothing"),
    group: text("Channels with the same group name never get the same paper", 40),
  }),
  suggest: {
    topics: (partial, { library }: Services) => completeLast(partial, library),
    timezone: (partial) => suggestTimezones(partial, 10).map((value) => ({ label: value, value })),
  },
  async run({ "when-empty": whenEmpty, ...typed }, services: Services, { caller }: Request): Promise<Reply> {
    const { delivery, now } = services;
    const place = thisChannel(caller);
    const { standing, isNew, missing, advice } = await delivery.subscribe(
      place,
      { ...typed, whenEmpty },
      { user: caller.user, server: caller.server },
    );
    const follows = await followsLine(standing.subscription, services);
    const lines = [
      `${isNew ? "This channel gets" : "From now on, this channel gets"} ${settingsLine(standing.subscription)}.`,
      ...(follows === "" ? [] : [`${follows}.`]),
      `${nextLine(standing, now())}.`,
      ...(missing.length > 0
        ? ["", "Before I can post here, something is missing:", ...missing.map((one) => `• ${one}`)]
        : []),
      ...(missing.length === 0 && advice.length > 0
        ? ["", "I can post here. It works better with:", ...advice.map((one) => `• ${one}`)]
        : []),
    ];
    return {
      outcome: "answer",
      audience: "asker",
      text: lines.join("\n"),
      cards: [],
      buttons: buttons(
        { label: "What comes today?", action: { command: "today", options: {}, effect: "answer" } },
        { label: "Unsubscribe", action: { command: "unsubscribe", options: {}, effect: "answer" } },
      ),
    };
  },
});

// Only the topic after the last comma is half-typed.
async function completeLast(partial: string, { index }: Services["library"]) {
  const [, before = "", last = ""] = /^(.*,\s*)?(.*)$/su.exec(partial) ?? [];
  const queries = await index.suggestQueries(last, 10);
  return queries.map((query) => ({ label: before + query, value: before + query }));
}
