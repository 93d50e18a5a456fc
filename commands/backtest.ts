import { z } from "zod";
import { defineCommand, type Request } from "../src/chat/command.ts";
import { note, type Reply } from "../src/chat/reply.ts";
import type { Backtest } from "../src/delivery/backtest.ts";
import type { TypedSettings } from "../src/delivery/subscription-settings.ts";
import type { Services } from "../src/present/services.ts";
import { thisChannel } from "../src/present/this-channel.ts";

const text = (description: string, longest: number) =>
  z.string().trim().min(1).max(longest).optional().describe(description);

export const backtest = defineCommand({
  name: "backtest",
  group: "The daily paper",
  description: "What the last days would have brought to this channel, with these or other settings",
  example: '30 topics:"streaming video"',
  details: [
    "Nothing is posted or changed. Votes that were cast since do not help: they are what is looked for.",
  ],
  admin: true,
  options: z.object({
    days: z.coerce.number().int().min(1).max(90).default(14).describe("How many days to go back"),
    topics: text("Other topics than now, with commas between them", 500),
    categories: text("Other categories than now", 300),
    papers: z.coerce.number().int().min(1).max(5).optional().describe("Another number of papers a day"),
  }),
  async run({ days, ...typed }, { delivery }: Services, { caller }: Request): Promise<Reply> {
    const result = await delivery.backtest(thisChannel(caller), days, typed);
    return note(report(result, days, settingsOf(typed)));
  },
});

/** What was typed, as it was read; empty where nothing was. */
function settingsOf({ topics, categories, papers }: TypedSettings): string {
  const parts = [
    topics && `topics: ${topics}`,
    categories && `categories: ${categories}`,
    papers && `papers: ${papers}`,
  ];
  return parts.filter(Boolean).join("; ");
}

function report({ days, picks, quiet, upvoted, found }: Backtest, back: number, settings: string): string {
  if (days === 0)
    return back === 1
      ? "Yesterday was none of this channel's days."
      : `None of the last ${back} days is one of this channel's.`;
  const share = Math.round((100 * found) / (upvoted || 1));
  return [
    `${back === 1 ? "Yesterday" : `The last ${back} days`} with ${settings === "" ? "the present settings" : `these settings (${settings})`}:`,
    `• ${(picks / days).toFixed(1)} papers a day, on ${days} ${days === 1 ? "day" : "days"}`,
    `• ${quiet === 0 ? "no quiet day" : `${quiet} quiet ${quiet === 1 ? "day" : "days"}`}, on which nothing matched`,
    upvoted === 0
      ? "• nobody has voted for a paper since, so that nothing can be said about hits"
      : `• ${found} of ${upvoted} papers that were upvoted since would have been picked (${share} %)`,
  ].join("\n");
}
