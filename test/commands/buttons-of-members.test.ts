import { expect, it, onTestFinished } from "vitest";
import type { Reply } from "../../src/chat/reply.ts";
import { isShareable } from "../../src/chat/reply.ts";
import { PAPERS } from "../support/gallery/papers.ts";
import { openSession } from "../support/gallery/session.ts";
import { pressable } from "../support/gallery/shot.ts";

const member = {
  platform: "discord",
  user: "400000000000000099",
  channel: "300000000000000001",
  server: "200000000000000001",
  prefix: "/",
  admin: false,
} as const;

/** Everything that somebody who manages nothing can ask for. */
const LINES = `
  paper streaming video
  similar 2611.00101
  abstract 2611.00101
  related video
  today
  foryou
  saved
  save 2611.00101
  unsave 2611.00101
  vote 2611.00101 up
  top all
  export
  follow list
  follow add video
  follow add video for:channel
  profile
  profile for:me
  daily show
  daily list
  daily history
  daily preview
  daily why 2611.00101
  daily links
  club show
  club history
  club schedule
  club calendar
  club join
  status
  help
  help daily
  privacy
`;

/** A channel in which everything is set up, and the answers that somebody gets there. */
async function answers(admin: boolean) {
  const session = await openSession({ papers: PAPERS, platform: "discord", story: "a channel" });
  onTestFinished(() => session.close());
  for (const line of [
    "daily subscribe streaming video",
    "follow add video for:channel",
    "club schedule tuesday 14:00",
    "club join",
    "club add 2611.00101",
  ])
    await session.ask(line);
  const { chat } = session.app;
  const found: { readonly line: string; readonly reply: Reply }[] = [];
  for (const line of LINES.trim()
    .split("\n")
    .map((one) => one.trim())) {
    const [first = "", ...rest] = line.split(" ");
    found.push({ line, reply: await chat.runText(first, rest.join(" "), { ...member, admin }) });
  }
  return { chat, found };
}

/** The buttons of private answers that a member may not press. */
async function refusedTo(admin: boolean): Promise<readonly string[]> {
  const { chat, found } = await answers(admin);
  const refused: string[] = [];
  for (const { line, reply } of found.filter(({ reply }) => reply.audience !== "everyone"))
    for (const { label, action } of pressable(reply)) {
      // What it asks about is deleted.
      if (action.command === "privacy") continue;
      const { text = "" } = await chat.runAction(action, member);
      if (/Only channel managers|Only managers/u.test(text)) refused.push(`${line}: ${label}`);
    }
  return refused;
}

it("private answers have no button that their reader may not press", async () => {
  expect(await refusedTo(false)).toEqual([]);
  expect(await refusedTo(true), "managers get such buttons").not.toEqual([]);
});

it("Share is offered below papers and lists alone: nothing of one's own, no help, and no question", async () => {
  const { found } = await answers(false);
  const shared = found.filter(({ reply }) => isShareable(reply)).map(({ line }) => line);
  const own = [
    "saved",
    "save ",
    "unsave ",
    "foryou",
    "profile",
    "help",
    "privacy",
    "status",
    "follow ",
    "daily links",
  ];
  expect(shared).toEqual(
    expect.arrayContaining(["paper streaming video", "similar 2611.00101", "abstract 2611.00101"]),
  );
  expect(shared.filter((line) => own.some((beginning) => line.startsWith(beginning)))).toEqual([]);
});
