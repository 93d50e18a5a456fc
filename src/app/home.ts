import { chmodSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../config.ts";
import { codeOf, StoreError } from "../errors.ts";
import type { Logger } from "../log.ts";

const LIBRARY = "paperboy.db";
const INDEX = "search.index";
const HISTORY = "history";

/** The files of a home folder. Each may have companions whose names begin with its own. */
export function homeFiles({ home }: Pick<Config, "home">) {
  return { library: join(home, LIBRARY), index: join(home, INDEX), history: join(home, HISTORY) };
}

/** Makes the home folder for its owner alone, where the library is elsewhere: a library in a file makes its own. */
export function makeHome({ home, databaseUrl }: Pick<Config, "home" | "databaseUrl">): void {
  if (databaseUrl === undefined) return;
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StoreError(
      `${home} can't be made a folder (${codeOf(error)}). Set PAPERBOY_HOME to another one.`,
      {
        cause: error,
        reason: "the home folder is missing",
      },
    );
  }
}

/**
 * Takes read access to a home folder away from others on this machine: from its files, and from the folder itself if it
 * holds nothing else (somebody may have named a folder that they share). New homes are made that way. Where a file
 * system has no such rights, or another user owns the files, they stay as they are.
 */
export function tightenHome({ home }: Pick<Config, "home">, log: Logger): void {
  const entries = listFolder(home);
  const own = entries.filter(isOwn);
  const paths = [
    ...(own.length > 0 && own.length === entries.length ? [home] : []),
    ...own.map(within(home)),
  ];
  const tightened = paths.filter(tighten);
  if (tightened.length > 0)
    log.info(
      { home, files: tightened.length },
      "other users of this machine could read PAPERBOY_HOME; its permissions are fixed",
    );
}

function isOwn(name: string): boolean {
  return OWN.test(name);
}

const OWN = /^(?:paperboy\..+|search\.index(?:\..+)?|history(?:\.\d+)?)$/;

function within(home: string): (name: string) => string {
  return (name) => join(home, name);
}

function listFolder(home: string): readonly string[] {
  try {
    return readdirSync(home);
  } catch {
    // Opening the library reports what is wrong with it.
    return [];
  }
}

/** Returns whether the rights changed. */
function tighten(path: string): boolean {
  try {
    const { mode } = statSync(path);
    if ((mode & OTHERS) === 0) return false;
    chmodSync(path, mode & ~OTHERS & 0o7777);
    return (statSync(path).mode & OTHERS) === 0;
  } catch {
    return false;
  }
}

/** The permission bits of the group and of everybody else. */
const OTHERS = 0o077;
