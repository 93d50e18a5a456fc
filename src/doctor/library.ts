import { counted } from "../counted.ts";
import type { LibraryState } from "../library-state.ts";
import { type DoctorFinding, fine, problem, warning } from "./finding.ts";
import { size } from "./machine.ts";

/** The library's file as it was found. */
export interface LibraryFacts extends LibraryState {
  readonly file: string;
  readonly isWritable: boolean;
  /** Whether SQLite has checked every page of it. */
  readonly isChecked: boolean;
}

/** The file that the search index is kept in between two runs. */
export interface IndexFacts {
  readonly file: string;
  readonly state: "none" | "good" | "other version" | "damaged" | "unreadable";
  readonly bytes: number;
}

const BACKUPS = { link: "docs/hosting.md#the-home-folder-and-backups" };

export function checkLibrary(facts: LibraryFacts): readonly DoctorFinding[] {
  const { file, state, reason, isWritable, bytes, papers, isChecked } = facts;
  const readable = `${size(bytes)} with ${counted(papers, "paper")}`;
  const writable = isWritable
    ? []
    : [
        problem(
          "library.writable",
          `${file} can't be written by this user.`,
          "Give its folder to the user that runs the bot with `chown -R`, or set PAPERBOY_HOME to another one.",
          BACKUPS,
        ),
      ];
  switch (state) {
    case "none":
      return [fine("library", `There is no library yet; the first start makes one at ${file}.`), ...writable];
    case "lost":
      return [
        problem(
          "library.lost",
          `${file} is missing or empty, though other files show that there was a library.`,
          "Restore a backup with `npm start -- restore FILE`.",
          BACKUPS,
        ),
      ];
    case "no folder":
      return [
        problem(
          "library.folder",
          `${file} can't be made: PAPERBOY_HOME is a file, or a link to something that is missing.`,
          "Set PAPERBOY_HOME to a folder, or make what the link points to.",
          BACKUPS,
        ),
      ];
    case "foreign":
      return [
        problem(
          "library.foreign",
          `${file} is not a Paperboy library but some other file.`,
          "Move it away, or set PAPERBOY_HOME to another folder.",
          BACKUPS,
        ),
      ];
    case "damaged":
      return [
        problem(
          "library.damaged",
          `${file} is damaged${reason === undefined ? "" : `: ${reason}`}.`,
          "Stop the bot, restore the newest backup with `npm start -- restore FILE`, and check the disk.",
          BACKUPS,
        ),
      ];
    case "unreadable":
      return [
        problem(
          "library.readable",
          `${file} can't be read${reason === undefined ? "" : `: ${reason}`}.`,
          "Run this as the user that runs the bot, or give the folder to this one with `chown -R`.",
          BACKUPS,
        ),
      ];
    case "newer":
      return [
        problem(
          "library.newer",
          `${file} was written by a newer Paperboy.`,
          "Update this one with `git pull`, or set PAPERBOY_HOME to another folder.",
          BACKUPS,
        ),
      ];
    case "older":
      return [
        fine(
          "library",
          `Library: ${readable}, from an earlier version. The next start brings it up to date.`,
        ),
        ...writable,
      ];
    case "good":
      return [
        fine("library", `Library: ${readable}${isChecked ? ", and every page of the file is sound" : ""}.`),
        ...writable,
      ];
  }
}

export function checkIndex({ file, state, bytes }: IndexFacts): readonly DoctorFinding[] {
  switch (state) {
    case "none":
      return [];
    case "good":
      return [fine("index", `Search index: ${size(bytes)}, and sound.`)];
    case "other version":
      return [fine("index", "The search index is from another version; the next start makes it anew.")];
    case "unreadable":
      return [
        warning(
          "index.readable",
          `The search index ${file} can't be read, so each start makes it anew.`,
          "Give it to the user that runs the bot with `chown`, or delete it.",
          BACKUPS,
        ),
      ];
    case "damaged":
      return [
        warning(
          "index.damaged",
          `The search index ${file} is damaged.`,
          "Delete it: it is made from the library, and the next start makes it anew.",
          BACKUPS,
        ),
      ];
  }
}
