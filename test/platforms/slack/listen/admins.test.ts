import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Caller } from "../../../../src/chat/command.ts";
import type { Managers } from "../../../../src/chat/managers.ts";
import { notingChat } from "../../../support/chat/noting-chat.ts";
import { slackChat } from "../../../support/slack/chat.ts";
import { BOT_USER } from "../../../support/slack/identity.ts";
import { directMessage, mention, slashCommand } from "../../../support/slack/payloads.ts";
import { openWorkspace, type Workspace } from "../../../support/slack/workspace.ts";

const ALLOWED = "hello";
const REFUSED =
  "Only channel managers can use /announce here. Ask a workspace admin or owner, or the person who created the channel.";
const UNCHECKED = "I couldn't check with Slack. Try again in a moment.";

let lab: Workspace;
beforeEach(() => open());
afterEach(() => lab.close());

async function open(managers?: Managers): Promise<void> {
  const options = managers && { options: { managers } };
  lab = await openWorkspace({ chat: (log) => slackChat({ log, admin: true }), ...options });
}

/** What somebody is answered who uses a managers' command. */
async function announce(user: string, channel = "C1"): Promise<unknown> {
  const url = lab.url();
  const answered = lab.server.answered(url);
  await lab.send(slashCommand("/announce", "hello", url, { user, channel }));
  await answered;
  return lab.server.responses.find((response) => response.url === url)?.body.text;
}

describe("who may manage a channel in Slack", () => {
  it.each([
    ["an admin", { is_admin: true }, ALLOWED],
    ["an owner", { is_owner: true }, ALLOWED],
    ["the primary owner", { is_primary_owner: true }, ALLOWED],
    ["a member", {}, REFUSED],
    ["an admin of a foreign workspace", { is_admin: true, team_id: "T9" }, REFUSED],
    ["a stranger", { is_admin: true, is_stranger: true }, REFUSED],
    ["a guest", { is_admin: true, is_restricted: true }, REFUSED],
    ["a guest of one channel", { is_owner: true, is_ultra_restricted: true }, REFUSED],
    ["somebody who is gone", { is_admin: true, deleted: true }, REFUSED],
    ["a bot", { is_admin: true, is_bot: true }, REFUSED],
    [
      "an admin of this workspace of an organisation",
      { is_admin: true, team_id: "E1", enterprise_user: { teams: ["T2", "T1"] } },
      ALLOWED,
    ],
    [
      "an admin of another workspace of it",
      { is_admin: true, team_id: "E1", enterprise_user: { teams: ["T2"] } },
      REFUSED,
    ],
  ])("%s", async (_, user, expected) => {
    lab.server.channels.users.set("U7", user);
    expect(await announce("U7")).toBe(expected);
  });

  it("whoever created the channel, there and nowhere else, if they are still of the workspace", async () => {
    lab.server.channels.set("C7", { creator: "U7" });
    lab.server.channels.set("C8", { creator: "U8" });
    lab.server.channels.users.set("U8", { is_stranger: true });
    expect(await announce("U7", "C7")).toBe(ALLOWED);
    expect(await announce("U7", "C1")).toBe(REFUSED);
    expect(await announce("U8", "C8")).toBe(REFUSED);
    lab.server.channels.set("C9", { private: true, member: false, creator: "U7" });
    expect(await announce("U7", "C9")).toBe(REFUSED);
  });

  it("whoever the host names, without a look-up", async () => {
    await lab.close();
    await open({ everyone: false, people: new Set(["U7"]), roles: new Set() });
    lab.server.failNext("users.info", "internal_error");
    expect(await announce("U7")).toBe(ALLOWED);
    expect(await announce("U1")).toBe(UNCHECKED);
    await lab.close();
    await open({ everyone: true, people: new Set(), roles: new Set() });
    expect(await announce("U1")).toBe(ALLOWED);
    expect(lab.server.calls).toEqual([]);
  });
});

it.each([
  ["who created the channel", "U7", undefined, { admin: true, onlyHere: true }],
  ["an admin", "U9", undefined, { admin: true }],
  [
    "whom the host names",
    "U7",
    { everyone: true, people: new Set(["U7"]), roles: new Set<string>() },
    { admin: true },
  ],
  [
    "everyone",
    "U1",
    { everyone: true, people: new Set<string>(), roles: new Set<string>() },
    { admin: true, onlyHere: true },
  ],
])("%s may manage there alone, or everywhere", async (_, user, managers, rights) => {
  await lab.close();
  let callers: readonly Caller[] = [];
  lab = await openWorkspace({
    chat(log) {
      const noting = notingChat(slackChat({ log, admin: true }));
      callers = noting.callers;
      return noting.chat;
    },
    ...(managers && { options: { managers } }),
  });
  lab.server.channels.set("C7", { creator: "U7" });
  lab.server.channels.users.set("U9", { is_admin: true });
  await announce(user, "C7");
  expect(callers.map(({ admin, onlyHere }) => ({ admin, ...(onlyHere && { onlyHere }) }))).toEqual([rights]);
});

describe("a look-up that fails", () => {
  it.each(["internal_error", "missing_scope", "user_not_found", 503])(
    "with %s says that it could not be checked, and is asked again",
    async (failure) => {
      lab.server.failNext("users.info", failure);
      expect(await announce("UADMIN")).toBe(UNCHECKED);
      expect(await announce("UADMIN")).toBe(ALLOWED);
    },
  );

  it("of the channel's creator as well", async () => {
    lab.server.channels.set("C7", { creator: "U7" });
    lab.server.failNext("conversations.info", "missing_scope");
    expect(await announce("U7", "C7")).toBe(UNCHECKED);
    expect(await announce("U7", "C7")).toBe(ALLOWED);
  });

  it("by a rate limit leaves Slack alone for as long as it says, and then asks again", async () => {
    lab.server.failNext("users.info", 429);
    expect(await announce("UADMIN")).toBe(UNCHECKED);
    expect(await announce("UADMIN")).toBe(UNCHECKED);
    expect(lab.server.calls).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await announce("UADMIN")).toBe(ALLOWED);
  });

  it("by taking long says so in time, and holds up nobody else's answer", async () => {
    const { called, release } = lab.server.hold("users.info");
    const slow = announce("UADMIN");
    await called;
    const started = performance.now();
    await lab.send(mention(`<@${BOT_USER}> goats`, { user: "U2" }));
    await lab.send(directMessage("goats", { user: "UADMIN" }));
    await lab.server.said(2);
    expect(performance.now() - started).toBeLessThan(1_500);
    expect(await slow).toBe(UNCHECKED);
    release();
    // The answer that came late holds.
    await expect.poll(() => announce("UADMIN")).toBe(ALLOWED);
  });
});

it("looks nobody up for what anybody may ask", async () => {
  await lab.send(directMessage("goats"));
  await lab.server.said(1);
  expect(lab.server.calls.map(({ method }) => method)).toEqual(["chat.postMessage"]);
});
