import { z } from "zod";
import { defineCommand, type Request } from "../../src/chat/command.ts";
import { note, type Reply } from "../../src/chat/reply.ts";
import { counted } from "../../src/counted.ts";
import type { Backtest } from "../../src/delivery/planning/backtest.ts";
import type { TypedSettings } from "../../src/delivery/typed-settings.ts";
import { suggestCategories, suggestTopics } from "../../src/present/completion/suggestions.ts";
import type { Services } from "../../src/present/services.ts";
import { thisChannel } from "../../src/present/this-channel.ts";

const text = (description: string, longest: number) =>
  z.string().trim().min(1).max(longest).optional().describe(description);

export const dailyPreview = defineCommand({
  name: "daily preview",
  group: "Daily paper",
  description: "Preview settings on the papers of recent days",
  example: '30 topics:"streaming video"',
  details: [
    "Nothing is posted or changed. Votes since then only show how many upvoted papers the settings would have found.",
  ],
  admin: true,
  expensive: true,
  options: z.object({
    days: z.coerce.number().int().min(1).max(90).default(14).describe("Number of days to look back"),
    topics: text("Topics, separated by commas", 500),
    categories: text("arXiv categories, separated by commas", 300),
    every: z.enum(["day", "week"]).optional().describe("Rhythm: a post every day, or one a week"),
    papers: z.coerce.number().int().min(1).max(5).optional().describe("Papers in a post"),
  }),
  suggest: { topics: suggestTopics, categories: suggestCategories },
  async run({ days, ...typed }, { delivery }: Services, { caller }: Request): Promise<Reply> {
    const result = await delivery.backtest(thisChannel(caller), days, typed);
    return note(report(result, days, settingsOf(typed)));
  },
});

/** What was typed, as it was understood; empty where nothing was. */
function settingsOf({ topics, categories, every, papers }: TypedSettings): string {
  const parts = [
    topics && `topics: ${topics}`,
    categories && `categories: ${categories}`,
    every && `every: ${every}`,
    papers && `papers: ${papers}`,
  ];
  return parts.filter(Boolean).join("; ");
}

function report(
  { every, days, picks, quiet, upvoted, found }: Backtest,
  back: number,
  settings: string,
): string {
  if (days === 0)
    return back === 1
      ? "Yesterday wasn't one of this channel's days."
      : `None of the last ${back} days is one of this channel's days.`;
  const share = Math.round((100 * found) / (upvoted || 1));
  return [
    `${back === 1 ? "Yesterday" : `The last ${back} days`} with ${settings === "" ? "the current settings" : `these settings (${settings})`}:`,
    `• ${(picks / days).toFixed(1)} papers a ${every}, ${every === "week" ? "in" : "on"} ${counted(days, every)}`,
    `• ${quiet === 0 ? `no ${every}` : counted(quiet, every)} without a match`,
    upvoted === 0
      ? "• no upvotes since, so I can't tell how many you would have liked"
      : `• picked ${found} of the ${counted(upvoted, "paper")} upvoted since (${share}%)`,
  ].join("\n");
}
