import { defineSubcommand } from "../subcommand.ts";

export const backup = defineSubcommand({
  name: "backup",
  description: "Copy the library to a file, also while the bot runs",
  args: { usage: "FILE", least: 1, most: 1, missing: "Which file should hold the backup?" },
  flags: { force: { description: "replace an existing file" } },
  example: "paperboy-2026-11-30.backup",
  async run(host, { args: [path = ""], has }) {
    const { writeBackup } = await import("../backup.ts");
    return writeBackup(host, path, has("force"));
  },
});

export const restore = defineSubcommand({
  name: "restore",
  description: "Replace the library with a backup",
  details: [
    "Stop the bot first. The old library is kept beside the new one.",
    "A backup holds people who used /privacy forget after it was made. Ask them to repeat it.",
  ],
  args: { usage: "FILE", least: 1, most: 1, missing: "Which backup?" },
  flags: { force: { description: "replace the existing library" } },
  example: "paperboy-2026-11-30.backup",
  async run(host, { args: [path = ""], has }) {
    const { restoreBackup } = await import("../backup.ts");
    return restoreBackup(host, path, has("force"));
  },
});
