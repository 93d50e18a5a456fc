import { z } from "zod";
import { type Caller, defineCommand, type Request } from "../../src/chat/command.ts";
import { invocation } from "../../src/chat/naming.ts";
import { buttons, note, type Reply } from "../../src/chat/reply.ts";
import { settingsProblems } from "../../src/delivery/subscription-settings.ts";
import {
  suggestCategories,
  suggestChannelZones,
  suggestTopics,
} from "../../src/present/completion/suggestions.ts";
import { subscriptionForm } from "../../src/present/forms/subscription-form.ts";
import type { Services } from "../../src/present/services.ts";
import {
  dailyButton,
  followsLine,
  noteWithNext,
  settingsLine,
  todayButton,
} from "../../src/present/subscription-text.ts";
import { thisChannel } from "../../src/present/this-channel.ts";

const text = (description: string, longest = 100) =>
  z.string().trim().min(1).max(longest).optional().describe(description);

/** Words of people who want something else, with the command that does it. */
const OTHER_COMMANDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ["off", "stop", "end", "cancel", "quit", "no", "none", "never", "disable", "unsubscribe"].map((word) => [
      word,
      "daily stop",
    ]),
  ),
  pause: "daily pause",
  resume: "daily resume",
  list: "daily list",
};

export const dailySubscribe = defineCommand({
  name: "daily subscribe",
  group: "Daily paper",
  description: "Post a daily paper here, or change its settings",
  example: "streaming video time:08:30 timezone:Berlin",
  details: [
    "By default, you get one paper every weekday at 09:00. Topics take turns.",
    "With every:week, you get one post a week with the week's best papers and the ones people here upvoted.",
    "Run it again to change a setting; the others stay. To clear one, use topics:everything, categories:all or group:none.",
  ],
  admin: true,
  options: z.object({
    topics: text("Topics in plain words, separated by commas", 500),
    categories: text("arXiv categories, such as cs.CV, or all of cs", 300),
    time: text("Time of day, such as 09:00 or 5:30pm", 60),
    timezone: text("Time zone, such as Europe/Berlin"),
    every: z.enum(["day", "week"]).optional().describe("A post every day, or the week's best papers once"),
    days: text("Days: weekdays, daily, or names such as mon,wed,fri"),
    papers: z.coerce
      .number()
      .int()
      .min(1)
      .max(5)
      .optional()
      .describe("Papers in a post; on a day, the others go in its thread"),
    "when-empty": z
      .enum(["best", "quiet"])
      .optional()
      .describe("Days without a match: the month's best paper, or nothing"),
    group: text("A name shared by channels that never get the same paper", 40),
  }),
  suggest: {
    topics: suggestTopics,
    categories: suggestCategories,
    timezone: suggestChannelZones,
  },
  check: settingsProblems,
  form: (services: Services, { caller }) => subscriptionForm(services, caller),
  async run({ "when-empty": whenEmpty, ...typed }, services: Services, { caller }: Request): Promise<Reply> {
    const { delivery, now } = services;
    const place = thisChannel(caller);
    const other = OTHER_COMMANDS[typed.topics?.toLowerCase() ?? ""];
    if (other !== undefined) return askWhetherMeant(typed.topics ?? "", other, caller);
    const { standing, isNew, missing, advice } = await delivery.subscribe(
      place,
      { ...typed, whenEmpty },
      { user: caller.user, server: caller.server },
    );
    const follows = await followsLine(standing.subscription, services);
    const lines = [
      `${isNew ? "Subscribed" : "Changed"}. This channel gets ${settingsLine(standing.subscription)}.`,
      ...(follows === "" ? [] : [`${follows}.`]),
      ...(missing.length > 0
        ? ["", "I can't post here yet. I need:", ...missing.map((one) => `• ${one}`)]
        : []),
      ...(missing.length === 0 && advice.length > 0
        ? ["", "I can post here. It works better with:", ...advice.map((one) => `• ${one}`)]
        : []),
    ];
    return {
      ...noteWithNext(lines.join("\n"), standing, now()),
      buttons: buttons(todayButton(standing.subscription), dailyButton("Stop", "daily stop")),
    };
  },
});

/** "off" is hardly a topic. */
function askWhetherMeant(word: string, command: string, caller: Caller): Reply {
  return {
    ...note(
      `Did you mean ${invocation(caller, command)}? I changed nothing, since “${word}” can't be a topic.`,
      "usage",
    ),
    buttons: buttons(dailyButton(LABELS[command] ?? "Run it", command)),
  };
}

const LABELS: Readonly<Record<string, string>> = {
  "daily stop": "Stop",
  "daily pause": "Pause",
  "daily resume": "Resume",
  "daily list": "List channels",
};
