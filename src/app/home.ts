import { chmodSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../config.ts";
import type { Logger } from "../log.ts";

const LIBRARY = "paperboy.db";
const INDEX = "search.index";
const HISTORY = "history";

/** The files of a home. Each may have companions, whose names begin alike. */
export function homeFiles({ home }: Pick<Config, "home">) {
  return { library: join(home, LIBRARY), index: join(home, INDEX), history: join(home, HISTORY) };
}

/**
 * Takes a home that others on this machine may read away from them: its files, and the folder too where nothing but them is in
 * it (somebody may have named a folder that they share). New homes are made so. Where a file system knows no such
 * rights, or another user owns the files, it leaves them as they are.
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
    // Opening the library says what is wrong with it.
    return [];
  }
}

/** Whether it made a difference. */
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

/** What a group and everybody else may do. */
const OTHERS = 0o077;
