import { UserError } from "../../errors.ts";
import { defineSubcommand } from "../subcommand.ts";

const MOST_DAYS = 30;

export const sync = defineSubcommand({
  name: "sync",
  description: "Fetch new papers, and days that were missed",
  args: { usage: "[SOURCE…]", least: 0, most: Number.POSITIVE_INFINITY },
  flags: { days: { value: "N", description: `Fetch the last N days, 1 to ${MOST_DAYS}` } },
  example: "arxiv --days 5",
  endsInOrder: true,
  async run(host, { args, value }) {
    const days = readDays(value("days"));
    const { syncSources } = await import("../sync.ts");
    return syncSources(host, args, days);
  },
});

function readDays(typed: string | undefined): number | undefined {
  if (typed === undefined) return undefined;
  const days = Number(typed);
  if (!(Number.isInteger(days) && days >= 1 && days <= MOST_DAYS))
    throw new UserError(`--days takes a whole number from 1 to ${MOST_DAYS}.`);
  return days;
}
