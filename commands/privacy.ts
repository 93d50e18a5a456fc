import { z } from "zod";
import { defineCommand, type Request } from "../src/chat/command.ts";
import { invocation } from "../src/chat/naming.ts";
import { buttons, note, type Reply } from "../src/chat/reply.ts";
import type { Services } from "../src/present/services.ts";
import type { OwnData, OwnKind } from "../src/taste/taste.ts";

export const privacy = defineCommand({
  name: "privacy",
  group: "Votes, lists and privacy",
  description: "Show, export or delete what is kept about you",
  example: "",
  details: [
    "People stand in my database under a code that cannot be turned back into a name without the key of this host.",
    "“forget” asks once more before anything is deleted. It works in private conversations too, for what you said anywhere on this platform.",
    "Copies of the library that I made before updates are deleted as well. Backups that the operator made are not.",
  ],
  personal: true,
  options: z.object({
    what: z.enum(["export", "forget"]).optional().describe("export for a file, forget to delete"),
    confirm: z.enum(["yes"]).optional().describe("Delete without asking again"),
  }),
  async run({ what, confirm }, services: Services, { caller }: Request): Promise<Reply> {
    const { taste, now } = services;
    const own = await taste.ownData(caller);
    // Only at the host's own terminal is there nobody else who could have typed it.
    const typed = caller.user === undefined ? services.typed : undefined;
    const lines = [...inventory(own), ...typedLine((await typed?.count()) ?? 0)];
    if (what === "forget" && confirm === "yes") {
      await taste.forget(caller);
      await typed?.forget();
      return note(
        "Done: I keep nothing about you any more. Counts and profiles are as if you had said nothing.",
      );
    }
    if (lines.length === 0) return note(`I keep nothing about you. ${GENERAL}`);
    if (what === "export") return exported(own, now());
    if (what === "forget") {
      return {
        ...note(["This will be deleted, for good:", ...lines].join("\n")),
        footer: `${invocation(caller, "privacy")} forget yes does the same as the button.`,
        buttons: buttons({
          label: "Forget me",
          action: { command: "privacy", options: { what: "forget", confirm: "yes" }, effect: "replace" },
          style: "danger",
        }),
      };
    }
    return {
      ...note(["I keep about you:", ...lines, "", GENERAL].join("\n")),
      buttons: buttons(
        {
          label: "Give it to me",
          action: { command: "privacy", options: { what: "export" }, effect: "answer" },
        },
        { label: "Forget me", action: { command: "privacy", options: { what: "forget" }, effect: "answer" } },
      ),
    };
  },
});

function typedLine(count: number): readonly string[] {
  if (count === 0) return [];
  return [`• ${count} ${count === 1 ? "line" : "lines"} that you typed at the prompt (the file “history”)`];
}

const GENERAL =
  "I keep no messages and no searches. Votes, saved papers and lists are stored under a code that only this bot's key can connect with you.";

/** What a row of each kind is to the person whom it is about: one, and many. */
const WORDS: Readonly<Record<OwnKind, readonly [one: string, many: string]>> = {
  votes: ["vote, with its day and channel", "votes, with their days and channels"],
  saved: ["saved paper", "saved papers"],
  follows: ["thing that you follow", "things that you follow"],
  profile: ["line that you muted or removed", "lines that you muted or removed"],
  presents: ["journal club in which you present", "journal clubs in which you present"],
  clubPapers: ["paper that you added to a journal club", "papers that you added to journal clubs"],
  presented: ["paper that you presented", "papers that you presented"],
  channels: ["thing that you made a channel follow", "things that you made a channel follow"],
  dailyPapers: [
    "daily paper that you set up, with your id, to tell you if it has to pause",
    "daily papers that you set up, with your id, to tell you if they have to pause",
  ],
  notices: ["message to you about a daily paper", "messages to you about daily papers"],
};

function inventory(own: OwnData): readonly string[] {
  return (Object.keys(WORDS) as OwnKind[]).flatMap((kind) => {
    const { length } = own[kind];
    const [one, many] = WORDS[kind];
    return length === 0 ? [] : [`• ${length} ${length === 1 ? one : many}`];
  });
}

function exported(own: OwnData, now: Date): Reply {
  const content = { exported: now.toISOString(), ...own };
  return {
    ...note("Everything that I keep about you:"),
    files: [
      {
        name: "about-you.json",
        content: `${JSON.stringify(content, null, 2)}\n`,
        ifTooLong: "This is too long to show here. Ask where files can be sent, or ask the bot's operator.",
      },
    ],
  };
}
