import { defineSubcommand } from "../subcommand.ts";

export const daily = defineSubcommand({
  name: "daily",
  description: "Post today's papers where they are missing",
  flags: {
    "dry-run": { description: "Post nothing; show what would be posted, and why" },
    channel: { value: "PLATFORM:ID", description: "Only this channel" },
    date: { value: "DAY", description: "With --dry-run: another day, such as 2026-11-23" },
  },
  example: "--dry-run --channel slack:C0123ABCD",
  async run(host, { has, value }) {
    const { runDaily } = await import("../daily.ts");
    return runDaily(host, { dryRun: has("dry-run"), channel: value("channel"), date: value("date") });
  },
});
