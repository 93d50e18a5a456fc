import type { Config } from "../config.ts";
import type { Logger } from "../log.ts";
import { homeFiles } from "./home.ts";

/** What every way of running the program needs. Only main.ts makes one, and only main.ts reads globals. */
export interface Host {
  readonly config: Config;
  readonly log: Logger;
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly errors: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by SIGINT or SIGTERM. */
  readonly stop: AbortSignal;
  /** The folder with package.json and data/. */
  readonly root: string;
  /** The program's version, for the User-Agent of requests. */
  readonly version: string;
  readonly now: () => Date;
}

/** The same before the settings are read: for what has to work whatever they say. */
export type BareHost = Omit<Host, "config" | "log">;

/** Where everything is kept: the address of a database, or a file. */
export function libraryTarget({ config }: Pick<Host, "config">): string {
  return config.databaseUrl ?? homeFiles(config).library;
}
