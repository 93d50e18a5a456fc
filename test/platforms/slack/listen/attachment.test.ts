import { afterEach, describe, expect, it } from "vitest";
import type { Logger } from "../../../../src/log.ts";
import { isSlackAddress } from "../../../../src/platforms/slack/listen/attachment.ts";
import { someApp } from "../../../support/app.ts";
import { someLibrary, TODAY } from "../../../support/library/library.ts";
import { slackChat } from "../../../support/slack/chat.ts";
import type { SharedFile } from "../../../support/slack/files.ts";
import { BOT_USER } from "../../../support/slack/identity.ts";
import { directMessage, mention } from "../../../support/slack/payloads.ts";
import { BOT_TOKEN, createSlackServer } from "../../../support/slack/server.ts";
import { openWorkspace, type Workspace } from "../../../support/slack/workspace.ts";
import { startWebServer } from "../../../support/sources/web-server.ts";

let lab: Workspace;

afterEach(async () => {
  await lab.close();
});

async function open(scopes?: readonly string[]): Promise<Workspace> {
  lab = await openWorkspace({
    chat: (log) => slackChat({ log, files: true }),
    ...(scopes && { server: await createSlackServer({ scopes }) }),
  });
  return lab;
}

const SCOPES = ["app_mentions:read", "chat:write", "commands", "im:history"];

/** What the bot says to a direct message with files. */
async function say(text: string, files: readonly Partial<SharedFile>[]): Promise<string> {
  const said = () => lab.server.calls.filter(({ method }) => method.startsWith("chat."));
  const before = said().length;
  await lab.send(directMessage(text, { subtype: "file_share", files }));
  while (said().length === before) await lab.server.said(lab.server.calls.length + 1);
  return String(said().at(-1)?.args.text);
}

describe("a file that is attached to a message", () => {
  it("goes to the command that is named, with the bot's token", async () => {
    const { server } = await open();
    const file = server.files.share("misc ‹bees› &amp; <@U1>", { name: "our bees.bib" });
    expect(await say("read boxes", [file])).toBe("Words: boxes. File: misc ‹bees› &amp;amp; &lt;@U1&gt;");
    expect(server.files.fetched).toMatchObject([
      { path: "/files-pri/T1-F1/download/our%20bees.bib", authorization: `Bearer ${BOT_TOKEN}` },
    ]);
    expect(server.refusals).toEqual([]);
  });

  it.each([
    ["a slash", "/read boxes", "Words: boxes. File: bees"],
    ["no words at all", "", "Words: none. File: bees"],
    ["capitals", "Read", "Words: none. File: bees"],
  ])("is read with %s, too", async (_, text, answer) => {
    const { server } = await open();
    expect(await say(text, [server.files.share("bees")])).toBe(answer);
  });

  it("is read where the bot is mentioned, and answered privately", async () => {
    const { server } = await open();
    await lab.send(mention(`<@${BOT_USER}> read`, { files: [server.files.share("bees")] }));
    await server.said(1);
    expect(server.calls).toMatchObject([
      { method: "chat.postEphemeral", args: { channel: "C1", user: "U1", text: "Words: none. File: bees" } },
    ]);
  });

  it("is not even fetched for words that ask something else", async () => {
    const { server } = await open();
    expect(await say("goats", [server.files.share("bees")])).toContain("Papers about goats");
    expect(server.files.fetched).toEqual([]);
  });

  it("is not fetched for somebody who has to wait", async () => {
    lab = await openWorkspace({
      chat: (log) => slackChat({ log, files: true, cooldown: { take: () => 7 } }),
    });
    expect(await say("read", [lab.server.files.share("bees")])).toContain("7 s");
    expect(lab.server.files.fetched).toEqual([]);
  });

  it("is looked up where the event has no more than its id", async () => {
    const { server } = await open();
    const { id } = server.files.share("bees");
    expect(await say("read", [{ id }])).toBe("Words: none. File: bees");
    expect(server.calls[0]).toMatchObject({ method: "files.info", args: { file: id } });
  });
});

describe("a file that cannot be had", () => {
  const LACKING = "the scope files:read is missing.";

  it("is refused unasked if it is said to have 50 MB", async () => {
    const { server } = await open();
    const file = server.files.share("bees", { size: 50_000_000 });
    expect(await say("read", [file])).toContain("“ours.bib” is too large: I read files of up to 1 MB.");
    expect(server.files.fetched).toEqual([]);
  });

  it("is not read to its end if it has more than it is said to have", async () => {
    const { server } = await open();
    const file = server.files.share(50_000_000, { size: 10 });
    expect(await say("read", [file])).toContain("is too large");
    // Beside what is read, there is what the sockets on both sides hold.
    expect(server.files.fetched[0]?.sent).toBeLessThan(25_000_000);
  });

  it.each([
    ["the event has its address", (file: SharedFile) => file],
    ["the event has nothing but its id", ({ id }: SharedFile) => ({ id })],
  ])("for want of the scope is explained where %s", async (_, seen) => {
    const { server } = await open(SCOPES);
    const answer = await say("read", [seen(server.files.share("bees"))]);
    expect(answer).toContain(LACKING);
    expect(answer).toContain("npm start -- slack manifest");
    expect(answer).not.toContain("Sign in");
  });

  it("is explained where Slack shows its page to sign in", async () => {
    const { server } = await open();
    const file = server.files.share("bees");
    const page = new URL("/sign-in", file.url_private).href;
    expect(await say("read", [{ ...file, url_private_download: page }])).toContain(LACKING);
  });

  it.each([
    ["lies with somebody else", { url_private_download: "OTHER" }, "isn't stored on Slack"],
    ["is a link to another service", { is_external: true }, "isn't stored on Slack"],
    ["is gone", { url_private_download: "GONE" }, "couldn't be fetched (Slack answered 404)"],
    ["is sent on to another host", { url_private_download: "ON" }, "sends me on to another host"],
    ["is sent on and on", { url_private_download: "ROUND" }, "from one address to the next"],
  ])("is explained if it %s, and nobody else is asked", async (_, change, words) => {
    const other = await startWebServer(() => "stolen");
    const { server } = await open();
    const file = server.files.share("bees");
    const addresses: Record<string, string> = {
      OTHER: `${other.url}/files-pri/T1-F1/ours.bib`,
      GONE: file.url_private.replace("F1", "F9"),
      ON: file.url_private.replace(/files-pri.*/, `moved?to=${encodeURIComponent(`${other.url}/ours.bib`)}`),
      ROUND: file.url_private.replace(/files-pri.*/, "moved"),
    };
    const address = "url_private_download" in change ? addresses[change.url_private_download] : undefined;
    const answer = await say("read", [
      { ...file, ...change, ...(address && { url_private_download: address }) },
    ]);
    expect(answer).toContain(words);
    expect(other.requests).toEqual([]);
  });

  it("is explained if Slack does not know it", async () => {
    await open();
    expect(await say("read", [{ id: "F9" }])).toContain("Slack wouldn't give me that file (fileˍnotˍfound).");
  });

  it("is explained if there are two, whatever their names are", async () => {
    const { server } = await open();
    const files = [server.files.share("bees"), server.files.share("ants")];
    expect(await say("read", files)).toContain("Attach one file at a time. You attached 2.");
    const long = server.files.share(2_000_000, { name: `<!channel> ${"x".repeat(500)}.bib` });
    const answer = await say("read", [long]);
    expect(answer).toContain("“&lt;!channel&gt; xxx");
    expect(answer.length).toBeLessThan(200);
  });
});

describe("/follow examples, and its former name", () => {
  async function openLab(): Promise<void> {
    const library = await someLibrary();
    const chat = (log: Logger) => someApp(library, () => TODAY, { log }).chat;
    lab = await openWorkspace({ chat });
  }

  it("takes an attached .bib, and says of another file what it is", async () => {
    await openLab();
    const share = (content: string, name: string) => [lab.server.files.share(content, { name })];
    const entry =
      "@article{bees,\n  title = {Bees in Flight},\n  eprint = {2405.16009},\n  archivePrefix = {arXiv}\n}\n";
    expect(await say("follow examples", share(entry, "ours.bib"))).toContain(
      "1 paper is now an example of what you like.",
    );
    expect(await say("seed interest:bees", share(entry, "again.bib"))).toContain(
      "1 paper is already an example",
    );
    expect(await say("seed", share("%PDF-1.7\n", "bees.pdf"))).toContain("That file is a PDF.");
    expect(await say("seed", share("", "empty.bib"))).toContain("found no papers in that");
    expect(await say("seed", share("\u0000\u0001\u0002", "bees.bin"))).toContain(
      "That file is a binary file.",
    );
    expect(lab.server.refusals).toEqual([]);
  });
});

describe("the bot's token", () => {
  const API = "http://127.0.0.1:4000/api/";

  it.each([
    ["https://files.slack.com/files-pri/T1-F1/download/a.bib", undefined],
    ["https://lab.enterprise.slack.com/files-pri/T1-F1/a.bib", undefined],
    ["http://127.0.0.1:4000/files-pri/T1-F1/a.bib", API],
    ["https://files.slack.com/a.bib", API],
  ])("goes to %s", (address, apiUrl) => expect(isSlackAddress(address, apiUrl)).toBe(true));

  it.each([
    ["http://files.slack.com/a.bib", undefined],
    ["https://slack.com.example.org/a.bib", undefined],
    ["https://evilslack.com/a.bib", undefined],
    ["https://files.slack.com@example.org/a.bib", undefined],
    ["https://me:secret@files.slack.com/a.bib", undefined],
    ["https://files.slack.com:8443/a.bib", undefined],
    ["https://example.org/#.slack.com", undefined],
    ["https://example.org\\.slack.com/a.bib", undefined],
    ["https://127.0.0.1/a.bib", undefined],
    ["https://[::1]/a.bib", undefined],
    ["http://169.254.169.254/latest", undefined],
    ["ftp://files.slack.com/a.bib", undefined],
    ["file:///etc/passwd", undefined],
    ["files.slack.com/a.bib", undefined],
    ["", undefined],
    ["http://127.0.0.1:4001/a.bib", API],
    ["https://127.0.0.1:4000/a.bib", API],
    ["http://x@127.0.0.1:4000/a.bib", API],
  ])("does not go to %s", (address, apiUrl) => expect(isSlackAddress(address, apiUrl)).toBe(false));
});
