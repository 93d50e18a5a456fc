import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import { homeFiles } from "../app/home.ts";
import { counted } from "../counted.ts";
import { UserError } from "../errors.ts";
import { backUp, type Copy, restore as putBack } from "../store/backup.ts";
import { defineSubcommand } from "./subcommand.ts";

export const backup = defineSubcommand({
  name: "backup",
  description: "Copy the library to a file, also while the bot runs",
  args: { usage: "FILE", least: 1, most: 1, missing: "Which file should hold the backup?" },
  flags: { force: { description: "replace an existing file" } },
  example: "paperboy-2026-11-30.backup",
  async run(host, { args: [path = ""], has }) {
    const { library } = homeFiles(host.config);
    refuseItself(path, library);
    const copy = await backUp(library, path, { replace: has("force") });
    if (!copy) throw new UserError(`${path} already exists. Add --force to replace it.`);
    host.output.write(`Wrote ${path}: ${describe(copy)}\n`);
    return 0;
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
    const { library, index } = homeFiles(host.config);
    refuseItself(path, library);
    const { kept, ...copy } = await putBack(path, library, {
      replace: has("force"),
      derived: [index],
      now: host.now(),
    });
    const before = kept === undefined ? "" : ` The old library is kept as ${kept}.`;
    host.output.write(`Restored ${path}: ${describe(copy)}.${before}\n`);
    return 0;
  },
});

function refuseItself(path: string, library: string): void {
  if (real(path) === real(library)) throw new UserError(`${path} is the library itself. Name another file.`);
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

function describe({ papers, votes, bytes }: Copy): string {
  return `${counted(papers, "paper")}, ${counted(votes, "vote")}, ${(bytes / 1e6).toFixed(1)} MB`;
}
