import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buttonPress, messageShortcut, slashCommand } from "../../../support/slack/payloads.ts";
import { openWorkspace, type Workspace } from "../../../support/slack/workspace.ts";

let lab: Workspace;

beforeEach(async () => {
  lab = await openWorkspace();
});

afterEach(async () => {
  await lab.close();
  expect(lab.server.refusals).toEqual([]);
});

type Button = { readonly text: { readonly text: string }; readonly value: string };

// The buttons of the last thing said, by label; the same label on several cards: the first.
function button(label: string): string {
  const blocks = (lastResponse().blocks ?? []) as { type: string; elements: Button[] }[];
  const all = blocks.filter(({ type }) => type === "actions").flatMap(({ elements }) => elements);
  const found = all.find(({ text }) => text.text === label);
  if (!found) throw new Error(`no button ${label} among ${all.map(({ text }) => text.text).join(", ")}`);
  return found.value;
}

function lastResponse() {
  return lab.server.responses.at(-1)?.body ?? {};
}

async function ask(text: string, command = "/paper", from = {}) {
  const before = lab.server.responses.length;
  await lab.send(slashCommand(command, text, lab.url(), from));
  await lab.server.said(before + 1);
  return lastResponse();
}

async function press(value: string, from = {}, url = lab.url()) {
  const before = lab.server.responses.length + lab.server.calls.length;
  await lab.send(buttonPress({ value }, url, from));
  await lab.server.said(before + 1);
  return lastResponse();
}

describe("a slash command", () => {
  it("answers in the channel, with a plain-text form and cards that link", async () => {
    const answer = await ask("streaming video");
    expect(answer).toMatchObject({
      response_type: "in_channel",
      replace_original: false,
      unfurl_links: false,
    });
    expect(answer.text).toContain("Papers about streaming video, page 1");
    expect(answer.text).toContain("https://arxiv.org/abs/2401.00001");
    expect(JSON.stringify(answer.blocks)).toContain(
      '{"type":"link","url":"https://arxiv.org/abs/2401.00001","text":"Streaming Video to the Moon","style":{"bold":true}}',
    );
  });

  it("answers bad options with usage, privately", async () => {
    const answer = await ask("video page:none");
    expect(answer.response_type).toBe("ephemeral");
    expect(answer.text).toContain("page must be a whole number from 1 to 50, not “none”.");
    expect(answer.text).toContain("Usage: /paper");
  });

  it("takes its text literally, but for what Slack made of it", async () => {
    const answer = await ask("<!channel> a & b &gt; c");
    expect(JSON.stringify(answer.blocks)).toContain("Papers about <!channel> a & b > c, page 1");
    expect(answer.text).toContain("Papers about &lt;!channel&gt; a &amp; b &gt; c, page 1");
  });

  it("explains itself when asked for help", async () => {
    const answer = await ask("help");
    expect(answer.response_type).toBe("ephemeral");
    expect(answer.text).toContain("About paper");
  });

  it("works where the bot is no member, and in a direct message", async () => {
    lab.server.failNext("chat.postMessage", "not_in_channel");
    expect((await ask("goats", "/paper", { channel: "C9" })).text).toContain("goats");
    expect((await ask("2401.00001", "/abstract", { channel: "D1" })).text).toContain("Streaming Video");
    expect(lab.server.calls).toEqual([]);
  });
});

describe("buttons", () => {
  it("turn pages in place, for who asked alone", async () => {
    await ask("goats");
    const more = button("More");
    const stranger = await press(more, { user: "U2" });
    expect(stranger).toMatchObject({ response_type: "ephemeral", replace_original: false });
    expect(stranger.text).toContain("Only the person who asked can turn these pages");

    const turned = await press(more);
    expect(turned.replace_original).toBe(true);
    expect(turned.response_type).toBeUndefined();
    expect(turned.text).toContain("page 2");
    expect((await press(button("Back"))).text).toContain("page 1");
  });

  it("show an abstract to whoever presses", async () => {
    await ask("goats");
    const answer = await press(button("Abstract"), { user: "U2" });
    expect(answer).toMatchObject({ response_type: "ephemeral", replace_original: false });
    expect(answer.text).toContain("It arrives late.");
  });

  it("keep private what is private, when they replace it", async () => {
    const value = "1 U1 1r paper;query=goats;page=2";
    await lab.send(buttonPress({ value, hidden: true }, lab.url()));
    await lab.server.said(1);
    expect(lastResponse().replace_original).toBe(true);
    expect(() => button("Share")).not.toThrow();
  });

  it("never replace what all see by what is meant for one", async () => {
    const answer = await press("1 U1 1r related;text=goats");
    expect(answer).toMatchObject({ response_type: "ephemeral", replace_original: false });
  });

  it("share a private answer with the channel, in the name of who shared it", async () => {
    await ask("2401.00002", "/abstract");
    const answer = await press(button("Share"));
    expect(answer).toMatchObject({ response_type: "in_channel", replace_original: false });
    expect(answer.text).toContain("Shared by ada.");
    expect(answer.text).toContain("Video Codecs for Goats");
  });

  it("offer no sharing in a direct message, nor of help", async () => {
    await ask("2401.00002", "/abstract", { channel: "D1" });
    expect(() => button("Share")).toThrow("no button");
    await ask("", "/paper-help");
    expect(() => button("Share")).toThrow("no button");
  });

  it("keep the answer on the screen when something goes wrong", async () => {
    await ask("goats");
    const answer = await press(button("More").replace("page=2", "page=99"));
    expect(answer).toMatchObject({ response_type: "ephemeral", replace_original: false });
    expect(answer.text).toContain("page must be a whole number from 1 to 50");
  });

  it.each([["0 U1 1r paper;query=x"], ["1 U1 1r gone;query=x"], ["nonsense"], [""]])(
    "of another version are answered: %j",
    async (value) => {
      const answer = await press(value);
      expect(answer.response_type).toBe("ephemeral");
      expect(answer.text).toMatch(/out of date|Only who asked/);
    },
  );

  it("that can change their message no more answer anew, in private", async () => {
    await ask("goats");
    await press(button("More"), {}, lab.url(0));
    const [call] = lab.server.calls;
    expect(call).toMatchObject({ method: "chat.postEphemeral", args: { channel: "C1", user: "U1" } });
    expect(call?.args.text).toContain("can't be changed any more");
    expect(call?.args.text).toContain("page 2");
  });

  it("in a thread answer in the thread", async () => {
    await ask("goats");
    await lab.send(buttonPress({ value: button("Abstract"), threadTs: "3.3" }, lab.url()));
    await lab.server.said(2);
    expect(lastResponse().thread_ts).toBe("3.3");
  });

  it("that are links are acknowledged and nothing else", async () => {
    await lab.send(buttonPress({ url: "https://arxiv.org/abs/2401.00001" }, lab.url()));
    await ask("goats");
    expect(lab.server.responses).toHaveLength(1);
  });
});

describe("the message shortcut", () => {
  async function find(message: object) {
    const before = lab.server.responses.length;
    await lab.send(messageShortcut("related", message, lab.url()));
    await lab.server.said(before + 1);
    return String(lastResponse().text);
  }

  it("takes links and words from the message", async () => {
    const text = "see <https://arxiv.org/abs/2401.00003|this one> &amp; <@U7|bob>'s goats";
    expect(await find({ text })).toContain(
      "Related to see this one https://arxiv.org/abs/2401.00003 &amp; bob's goats",
    );
    expect(lastResponse().response_type).toBe("ephemeral");
  });

  it("takes the links of a message that has nothing else", async () => {
    const attachments = [{ from_url: "https://arxiv.org/abs/2401.00001" }, { fallback: "a preview" }];
    expect(await find({ text: "", attachments })).toContain("https://arxiv.org/abs/2401.00001\na preview");
  });

  it("cuts a message that is too long instead of refusing it", async () => {
    expect(await find({ text: "goat ".repeat(1000) })).toContain("Related to goat goat");
  });
});
