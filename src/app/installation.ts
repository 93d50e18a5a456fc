import { statSync } from "node:fs";
import { size } from "../doctor/machine.ts";
import type { Services } from "../present/services.ts";
import { migrations } from "../store/migrations/index.ts";
import { serverName } from "../store/postgres/address.ts";
import { describeInstant } from "../time/zone.ts";
import { homeFiles } from "./home.ts";
import type { Host } from "./host.ts";

/** What the bot runs on, for its operator. */
export function installationOf({
  version,
  now,
  config,
}: Pick<Host, "version" | "now" | "config">): NonNullable<Services["installation"]> {
  const since = now();
  const { library, index } = homeFiles(config);
  const { databaseUrl } = config;
  const database = () => (databaseUrl === undefined ? sizeOf(library) : serverName(databaseUrl));
  return async () => [
    { name: "Version", text: `Paperboy ${version} on Node ${process.versions.node}` },
    { name: "Running since", text: `${describeInstant(since, "UTC", now())} UTC` },
    { name: "Database", text: `${database()}, tables as of ${Object.keys(migrations).at(-1)}` },
    { name: "Saved index", text: sizeOf(index) },
    { name: "Home folder", text: config.home },
  ];
}

function sizeOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? "none yet" : size(found.size);
}
