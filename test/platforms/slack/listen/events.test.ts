import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BOT_USER } from "../../../support/slack/identity.ts";
import {
  directMessage,
  homeOpened,
  linkShared,
  mention,
  slashCommand,
} from "../../../support/slack/payloads.ts";
import { openWorkspace, type Workspace } from "../../../support/slack/workspace.ts";

let lab: Workspace;

beforeEach(async () => {
  lab = await openWorkspace({ unfurl: { command: "abstract", domains: ["arxiv.org"] } });
});

afterEach(async () => {
  await lab.close();
  expect(lab.server.refusals).toEqual([]);
});

async function say(payload: object) {
  const before = lab.server.calls.length;
  await lab.send(payload);
  await lab.server.said(before + 1);
  return lab.server.calls.at(-1);
}

// Asks something afterwards: what was going to be answered before it has been by then.
async function silence(payload: object) {
  await lab.send(payload);
  await lab.send(slashCommand("/paper", "the end", lab.url()));
  await lab.server.said(1);
  expect(lab.server.calls).toEqual([]);
}

describe("a mention", () => {
  it("is answered like /paper, in a thread of its own", async () => {
    const call = await say(mention(`<@${BOT_USER}> streaming &amp; video`));
    expect(call?.method).toBe("chat.postMessage");
    expect(call?.args).toMatchObject({ channel: "C1", thread_ts: "5.5", unfurl_links: "false" });
    expect(call?.args.text).toContain("Papers about streaming &amp; video, page 1");
  });

  it("inside a thread is answered there", async () => {
    const call = await say(mention(`<@${BOT_USER}> goats`, { thread_ts: "4.4" }));
    expect(call?.args.thread_ts).toBe("4.4");
  });

  it("without words shows what the bot can do, privately and where it is seen", async () => {
    const call = await say(mention(`<@${BOT_USER}>`));
    expect(call).toMatchObject({ method: "chat.postEphemeral", args: { channel: "C1", user: "U1" } });
    expect(call?.args.thread_ts).toBeUndefined();
    expect(call?.args.text).toContain("Ask me for papers.");
  });

  it("where the bot may not write tells its author which command invites it", async () => {
    lab.server.failNext("chat.postMessage", "not_in_channel");
    const call = await say(mention(`<@${BOT_USER}> goats`));
    expect(call).toMatchObject({ method: "chat.postMessage", args: { channel: "U1" } });
    expect(call?.args.text).toContain("/invite @paperboy");
    expect(call?.args.text).toContain("Papers about goats");
  });

  it("by a bot is ignored", async () => {
    await silence(mention(`<@${BOT_USER}> goats`, { bot_id: "B2" }));
  });
});

describe("a direct message", () => {
  it("is answered there", async () => {
    const call = await say(directMessage("goats"));
    expect(call).toMatchObject({ method: "chat.postMessage", args: { channel: "D1" } });
    expect(call?.args.thread_ts).toBeUndefined();
    expect(call?.args.text).toContain("Papers about goats");
  });

  it("needs no ephemeral answers: all of it is private", async () => {
    const call = await say(directMessage("help"));
    expect(call?.method).toBe("chat.postMessage");
    expect(call?.args.text).toContain("Ask me for papers.");
  });

  it.each([
    ["of a bot", { bot_id: "B2" }],
    ["of the bot itself", { user: BOT_USER }],
    ["that was changed", { subtype: "message_changed" }],
    ["that was deleted", { subtype: "message_deleted" }],
  ])("%s is ignored", async (_, more) => {
    await silence(directMessage("goats", more));
  });
});

describe("the Home tab", () => {
  it("is published to whoever opens it", async () => {
    const call = await say(homeOpened("home"));
    expect(call).toMatchObject({ method: "views.publish", args: { user_id: "U1", view: { type: "home" } } });
  });

  it("leaves the messages tab alone", async () => {
    await silence(homeOpened("messages"));
  });
});

describe("a link", () => {
  const URL = "http://arxiv.org/abs/2401.00002v3?x=1&y=2";

  it("gets its paper's card, under exactly the address that was posted", async () => {
    const call = await say(linkShared([URL]));
    expect(call).toMatchObject({ method: "chat.unfurl", args: { channel: "C1", ts: "8.8" } });
    const unfurls = call?.args.unfurls as Record<string, unknown>;
    expect(Object.keys(unfurls)).toEqual([URL]);
    expect(JSON.stringify(unfurls[URL])).toContain("Video Codecs for Goats");
    expect(JSON.stringify(unfurls[URL])).not.toContain("button");
  });

  it("gets it while the message is being written, too", async () => {
    const more = { channel: "COMPOSER", unfurl_id: "C.1", source: "composer" };
    const call = await say(linkShared([URL], more));
    expect(call?.args).toMatchObject({ unfurl_id: "C.1", source: "composer" });
    expect(call?.args.channel).toBeUndefined();
  });

  it("to a paper that nobody knows gets nothing", async () => {
    await silence(linkShared(["https://arxiv.org/abs/9999.99999"]));
  });
});

it("delivered three times is answered once", async () => {
  const events = [
    directMessage("goats"),
    mention(`<@${BOT_USER}> video`),
    homeOpened("home"),
    linkShared(["https://arxiv.org/abs/2401.00001"]),
  ];
  const command = slashCommand("/paper", "boxes", lab.url());
  for (const payload of [...events, command]) {
    await Promise.all([lab.send(payload), lab.send(payload), lab.send(payload)]);
  }
  await lab.server.said(5);
  await lab.platform.stop();
  expect(lab.server.calls.map(({ method }) => method).sort()).toEqual([
    "chat.postMessage",
    "chat.postMessage",
    "chat.unfurl",
    "views.publish",
  ]);
  expect(lab.server.responses).toHaveLength(1);
});
