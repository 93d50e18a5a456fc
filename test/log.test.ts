import { describe, expect, it } from "vitest";
import { z } from "zod";
import { hideFromLog, inRequest, requestId } from "../src/async/request-id.ts";
import { createChat } from "../src/chat/chat.ts";
import { defineCommand } from "../src/chat/command.ts";
import { asText, createLogger } from "../src/log.ts";

const time = new Date(2026, 10, 24, 9, 0, 12).getTime();

it("is a sentence with its facts at a terminal", () => {
  const line = JSON.stringify({ level: 40, time, part: "sync", source: "arxiv", tries: 2, msg: "no answer" });
  expect(asText(line)).toBe("09:00:12 warn sync: no answer (source=arxiv, tries=2)\n");
});

it("shows the stack of an error, and nothing that drives the terminal", () => {
  const err = { type: "Error", message: "x", stack: "Error: x\u001b[2J\n    at here" };
  const line = JSON.stringify({ level: 50, time, title: "a\u202eb\u0007", err, msg: "it\u001b[31m failed" });
  expect(asText(line)).toBe("09:00:12 error it[31m failed (title=ab)\nError: x[2J\n    at here\n");
});

describe("what no line holds", () => {
  // As libraries make them: with the request, its address and its body hanging on the error.
  const SECRETS = {
    discordToken: "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDe.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    interaction: "aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDEyMzQ1Njc4OmNhbmFyeQ",
    slackToken: "xoxb-1234567890-canarycanary",
    responseUrl: "T0001/1234567890/canaryresponseurl",
    pageLink: "canarypagelink22charsxx",
    password: "hunter2canary/é",
    address: "ann.canary@example.org",
    apiKey: "canaryapikey",
    secret: "a-canary-of-the-settings",
  };
  const words = "canary bees of a private channel";

  function libraryError(): Error {
    const { discordToken, interaction, slackToken, responseUrl, pageLink, address, apiKey } = SECRETS;
    const request = { headers: { authorization: `Bot ${discordToken}` }, body: { text: words } };
    const cause = Object.assign(new Error(`POST https://hooks.slack.com/commands/${responseUrl} failed`), {
      request,
      config: { headers: { authorization: `Bearer ${slackToken}` } },
    });
    return Object.assign(
      new Error(
        `PATCH https://discord.com/api/v10/webhooks/123456789012345678/${interaction}/messages/@original: 550 <${address}>; smtp://bees:${SECRETS.password}@mail.example.org; GET /papers/open/${pageLink}?api_key=${apiKey}; “${words}” is no query`,
        { cause },
      ),
      { requestBody: { json: { content: words } }, url: `/open/${pageLink}`, code: 50_035 },
    );
  }

  function logging(pretty: boolean) {
    const lines: string[] = [];
    const secrets = [SECRETS.secret, SECRETS.password];
    return { lines, log: createLogger("debug", { pretty, secrets, write: (line) => void lines.push(line) }) };
  }

  it.each([true, false])("is a secret, an address or somebody's words (pretty: %s)", (pretty) => {
    const { lines, log } = logging(pretty);
    inRequest(() => {
      hideFromLog([words, "of"]);
      const error = libraryError();
      log
        .child("discord")
        .error({ err: error, nested: { deep: [error.message] } }, `it failed: ${error.message}`);
      log.warn(
        { reason: error.message, url: new URL(`https://example.org/m/${SECRETS.pageLink}`) },
        SECRETS.secret,
      );
      log.debug({ err: error.cause }, `token ${SECRETS.slackToken}`);
    });
    expect(lines).toHaveLength(3);
    for (const [name, secret] of Object.entries({ ...SECRETS, words }))
      expect(lines.join(""), name).not.toContain(secret);
    // What is needed to find the fault is there.
    expect(lines[0]).toContain("caused by: Error: POST https://hooks.slack.com/");
    expect(lines[0]).toMatch(/"type":"Error".*50035|code=50035/u);
    expect(lines[0]).toContain("log.test.ts");
  });

  it("is nothing more: ordinary words, paths, ids and numbers stay", () => {
    const { lines, log } = logging(false);
    const fields = {
      channel: "123456789012345678",
      home: "/srv/paperboy/open/source-of-everything.db",
      delivery: "Zb3kq0dPq2lL0x1yT9aU_w",
      papers: 12,
      at: new Date(0),
      source: "export.arxiv.org",
    };
    log.info(fields, "12 papers from https://export.arxiv.org/api/query?search_query=cat:cs.CL&start=0");
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      ...fields,
      home: expect.stringContaining("/srv/paperboy/"),
      at: "1970-01-01T00:00:00.000Z",
      msg: "12 papers from https://export.arxiv.org/api/query?search_query=cat:cs.CL&start=0",
    });
  });
});

describe("the id of work", () => {
  it("is on each line that the work leads to, however far away, and on no other", async () => {
    const lines: string[] = [];
    const log = createLogger("info", { write: (line) => void lines.push(line) });
    const work = (name: string) =>
      inRequest(async () => {
        log.info({ name }, "begins");
        await new Promise((resolve) => setTimeout(resolve, 1));
        await inRequest(async () => log.child("deep").info({ name, said: requestId() }, "goes on"));
      });
    await Promise.all([work("one"), work("two")]);
    log.info({ name: "nobody" }, "rests");
    const all = lines.map((line) => JSON.parse(line));
    const idsOf = (name: string) => new Set(all.filter((one) => one.name === name).map((one) => one.request));
    const [one, two] = [[...idsOf("one")], [...idsOf("two")]];
    expect(one).toEqual([expect.stringMatching(/^[0-9a-f]{6}$/)]);
    expect(two).toHaveLength(1);
    expect(one).not.toEqual(two);
    expect([...idsOf("nobody")]).toEqual([undefined]);
    expect(all.filter(({ said }) => said !== undefined).every(({ said, request }) => said === request)).toBe(
      true,
    );
  });

  it("is what the asker of a command that failed is told, and the words of the command are not in the log", async () => {
    const lines: string[] = [];
    const log = createLogger("info", { write: (line) => void lines.push(line) });
    const failing = defineCommand({
      name: "paper",
      description: "Find papers",
      example: "bees",
      options: z.object({ query: z.string().describe("Words") }),
      suggest: {
        query(partial) {
          throw new Error(`cannot complete “${partial}”`);
        },
      },
      run: ({ query }) => {
        throw new Error(`cannot parse “${query}”`);
      },
    });
    const chat = createChat({ commands: [failing], services: {}, log, cooldown: { take: () => 0 } });
    const reply = await chat.runLine("canary bees", {
      platform: "slack",
      prefix: "/",
      admin: false,
      user: "U1",
    });
    const words = "canary";
    expect(
      await chat.suggest("paper", "query", words, { platform: "slack", prefix: "/", admin: false }),
    ).toEqual([]);
    const [line] = lines.map((one) => JSON.parse(one));
    expect(lines).toHaveLength(2);
    expect(line).toMatchObject({ level: 50, command: "paper" });
    expect(reply.text).toContain(line.request);
    expect(lines.join("")).not.toContain("canary");
  });
});
