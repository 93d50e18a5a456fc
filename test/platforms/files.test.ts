import fc from "fast-check";
import { Agent, getGlobalDispatcher, setGlobalDispatcher } from "undici";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Reply } from "../../src/chat/reply.ts";
import { renderReply } from "../../src/platforms/discord/render.ts";
import { renderFiles } from "../../src/platforms/slack/render-files.ts";
import { answerOnce } from "../../src/platforms/terminal/answer-once.ts";
import { createOutput } from "../support/chat/fake-terminal.ts";
import { fileChat } from "../support/chat/file-chat.ts";
import { startBot } from "../support/discord/bot.ts";
import { slash, written } from "../support/discord/interactions.ts";
import { messageProblems } from "../support/discord/message-rules.ts";
import { isPrivate, seen } from "../support/discord/server.ts";
import { blockFaults } from "../support/slack/block-rules.ts";
import { slashCommand } from "../support/slack/payloads.ts";
import { openWorkspace } from "../support/slack/workspace.ts";

const SHORT = "@misc{bee,\n  title = {{A *Bee* @everyone}}\n}\n";
const LONG = Array.from({ length: 60 }, (_, at) => `@misc{bee${at},\n  title = {{Bee ${at}}}\n}\n`).join(
  "\n",
);
const HUGE = LONG.repeat(30);

describe("a file in the terminal", () => {
  it.each([SHORT, LONG])("is all that a redirected output gets", async (content) => {
    const output = createOutput();
    const errors = createOutput();
    expect(await answerOnce(fileChat(content), "/keep", { output, errors, env: {} })).toBe(0);
    expect(output.text()).toBe(content);
    expect(errors.text()).toBe("Here it is.\n");
  });

  it("keeps its spaces and line ends, and drives no terminal", async () => {
    const output = createOutput();
    const content = "BEGIN:A\r\n  folded\tmore\n\u001b[31mred\u202e\n";
    await answerOnce(fileChat(content), "/keep", { output, errors: createOutput(), env: {} });
    expect(output.text()).toBe("BEGIN:A\r\n  folded\tmore\nred\n");
  });
});

describe("a file in Discord", () => {
  it.each([
    ["at once", 0],
    ["after a placeholder", 1700],
  ])("is attached %s, privately", async (_, ms) => {
    const { server } = await startBot({ chat: fileChat(LONG, ms) });
    const answer = await server.ask(slash("keep", {}));
    expect(isPrivate(answer)).toBe(true);
    expect(answer.message.attachments).toMatchObject([{ filename: "toy.bib", content: LONG }]);
    expect(seen(answer)).toBe("Here it is.");
  });

  it("is attached whichever HTTP client was loaded first", async () => {
    const before = getGlobalDispatcher();
    onTestFinished(() => setGlobalDispatcher(before));
    setGlobalDispatcher(new Agent());
    const { server } = await startBot({ chat: fileChat(LONG) });
    const answer = await server.ask(slash("keep", {}));
    expect(answer.message.attachments).toMatchObject([{ filename: "toy.bib", content: LONG }]);
  });

  it("is shown as well where it is short, and pings nobody", async () => {
    const { server } = await startBot({ chat: fileChat(SHORT) });
    const answer = await server.ask(slash("keep", {}));
    expect(seen(answer)).toContain(`\`\`\`\n${SHORT.trimEnd()}\n\`\`\``);
  });

  it("comes along with a direct message", async () => {
    const { server } = await startBot({ chat: fileChat(LONG) });
    server.gateway.dispatch("MESSAGE_CREATE", written("/keep", { dm: true }));
    await expect.poll(() => server.rest.posted.length).toBe(1);
    expect(server.rest.posted[0]?.attachments).toMatchObject([{ filename: "toy.bib" }]);
  });

  it("fits into a message with anything else", () => {
    const card = { title: "Bees", facts: ["x"], body: "y ".repeat(900), buttons: [] };
    const base: Reply = {
      outcome: "answer",
      audience: "asker",
      text: "t".repeat(5000),
      cards: [],
      buttons: [],
    };
    for (const cards of [0, 1, 30])
      for (const length of [0, 900, 100_000]) {
        const files = Array.from({ length: 5 }, (_, at) => ({
          name: `f${at}.bib`,
          content: "é".repeat(length),
          ifTooLong: "",
        }));
        for (const some of [files, files.slice(0, 1)]) {
          const { files: uploads = [], ...body } = renderReply({
            ...base,
            cards: Array.from({ length: cards }, () => card),
            files: some,
          });
          const attachments = uploads.map(({ name }) => ({ filename: name }));
          expect(messageProblems(JSON.parse(JSON.stringify({ ...body, attachments })), "callback")).toEqual(
            [],
          );
        }
      }
  });
});

describe("a file in Slack", () => {
  async function ask(content: string) {
    const lab = await openWorkspace({ chat: () => fileChat(content) });
    onTestFinished(async () => {
      await lab.close();
      expect(lab.server.refusals).toEqual([]);
    });
    await lab.send(slashCommand("/keep", "", lab.url()));
    return lab.server;
  }

  it("is shown in private messages of preformatted text", async () => {
    const server = await ask(LONG);
    await server.said(2);
    const [answer, file] = server.responses.map(({ body }) => body);
    expect(answer).toMatchObject({ response_type: "ephemeral" });
    expect(file).toMatchObject({ response_type: "ephemeral", replace_original: false, text: "toy.bib" });
    expect(JSON.stringify(file?.blocks)).toContain(JSON.stringify(LONG));
  });

  it("is not shown in part: what to do instead is said", async () => {
    const server = await ask(HUGE);
    await server.said(2);
    expect(server.responses[1]?.body.text).toMatch(
      /^toy\.bib has [\d,]+ characters, which is too much to show here\. Ask for less with count:5\.$/,
    );
  });

  it("loses nothing in whatever pieces it comes, and every piece is accepted", () => {
    const unit = fc.oneof(
      fc.constantFrom("\n", "\n\n", '"', "x".repeat(3000), "é🐝".repeat(900)),
      fc.string(),
    );
    fc.assert(
      fc.property(
        fc.array(unit, { maxLength: 12 }).map((units) => `${units.join("")}.`),
        (content) => {
          const messages = renderFiles([{ name: "a.bib", content, ifTooLong: "" }]);
          if (messages.some(({ text }) => text.includes("too much"))) return;
          for (const message of messages) {
            expect(blockFaults("message", message.blocks)).toEqual([]);
            expect(JSON.stringify(message).length).toBeLessThan(10_000);
          }
          const texts = messages.map(
            ({ blocks }) => JSON.parse(JSON.stringify(blocks))[1].elements[0].elements[0].text,
          );
          expect(texts.join("")).toBe(content.toWellFormed());
        },
      ),
    );
  });
});
