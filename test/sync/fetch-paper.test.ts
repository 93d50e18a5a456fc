import { describe, expect, it } from "vitest";
import { createCooldown } from "../../src/chat/cooldown.ts";
import { plainText } from "../../src/chat/reply.ts";
import { createPaperFetch } from "../../src/sync/fetch-paper.ts";
import { someApp } from "../support/app.ts";
import { atomFeed, dailyEntry, oaiError } from "../support/sources/arxiv-documents.ts";
import { syncWorld } from "../support/sources/syncer.ts";
import type { WebAnswer, WebRequest } from "../support/sources/web-server.ts";

const caller = { platform: "test", admin: false, prefix: "/" };

const unknown = ({ path }: WebRequest): WebAnswer => {
  if (path.startsWith("/huggingface.co/")) return { status: 404 };
  return path.includes("/oai") ? oaiError("idDoesNotExist") : atomFeed([]);
};
const known = ({ path }: WebRequest): WebAnswer =>
  JSON.stringify((dailyEntry(path.split("/").at(-1) ?? "") as { paper: object }).paper);

/** What a person reads for a line, where the network answers like this. */
async function ask(line: string, answer: (request: WebRequest) => WebAnswer, mirror?: string) {
  const world = await syncWorld(answer, mirror === undefined ? {} : { settings: { mirror } });
  const { chat } = someApp(world.library, world.now, {
    syncer: world.syncer,
    cooldown: createCooldown(() => world.now().getTime()),
  });
  const reply = await chat.runLine(line, caller);
  return { world, chat, reply, text: plainText(reply) };
}

describe("a paper that the library does not know", () => {
  it.each([
    "/paper 2401.01234",
    "/paper https://arxiv.org/abs/2401.01234v2",
    "/abstract 2401.01234",
    "/similar arXiv:2401.01234",
  ])("is fetched, kept and shown by %s", async (line) => {
    const { world, text, reply } = await ask(line, known);
    expect(text).toContain("Bees 2401.01234");
    expect(reply.outcome).toBe("answer");
    expect((await world.library.index.resolve("2401.01234"))[0]?.abstract).toBe("We show bees. They learn.");
    expect(world.server.requests).toHaveLength(1);
  });

  it("is said to be unknown, and not asked for again and again", async () => {
    const { world, chat, text } = await ask("/paper 2401.01234", unknown);
    expect(text).toContain("I couldn't find arXiv 2401.01234.");
    const asked = world.server.requests.length;
    await chat.runLine("/abstract 2401.01234", caller);
    expect(world.server.requests).toHaveLength(asked);
    world.at("2026-11-20T12:00:00Z");
    await chat.runLine("/abstract 2401.01234", caller);
    expect(world.server.requests.length).toBeGreaterThan(asked);
  });

  it.each([
    ["is in trouble", (): WebAnswer => ({ status: 500 }), undefined],
    ["is not there", (): WebAnswer => "", "http://nowhere.invalid"],
  ])("is said to be out of reach where the network %s", async (_, answer, mirror) => {
    const { text, reply } = await ask("/paper 2401.01234", answer, mirror);
    expect(text).toContain("I couldn't reach arXiv or Hugging Face");
    expect(reply).toMatchObject({ outcome: "usage", audience: "asker" });
  });

  it("is not looked for where words or a DOI were asked for", async () => {
    for (const [line, answer] of [
      ["/paper gardening in 1890", "Nothing matches"],
      ["/paper 10.1000/xyz123", "The library doesn't have DOI 10.1000/xyz123."],
    ] as const) {
      const { world, text } = await ask(line, known);
      expect(text).toContain(answer);
      expect(world.server.requests).toEqual([]);
    }
  });
});

describe("patience", () => {
  it("ends while the paper is still on its way, which then arrives; two who wait ask once", async () => {
    let open = (): void => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    const asked: string[] = [];
    const world = await syncWorld(() => "");
    const { fetch: fetchPaper, settled } = createPaperFetch({
      library: world.library,
      finder: {
        canFind: () => true,
        findOne: async (id) => {
          asked.push(id);
          await opened;
          return { id, title: "Toy Bees", keywords: [], authors: [], categories: [] };
        },
        async *findMany() {},
      },
      now: world.now,
      log: world.log,
      signal: new AbortController().signal,
      patienceMs: 150,
    });
    const id = "arxiv:2401.01234";
    expect(await Promise.all([fetchPaper(id), fetchPaper(id)])).toEqual(["fetching", "fetching"]);
    const others = Array.from({ length: 19 }, (_, at) => `arxiv:2401.${10_000 + at}`);
    expect(new Set(await Promise.all(others.map(fetchPaper)))).toEqual(new Set(["fetching"]));
    expect(asked, "others wait in line").toHaveLength(5);
    expect(await fetchPaper("arxiv:2401.00005"), "twenty on their way are enough").toBe("busy");
    const arrived = fetchPaper(id);
    open();
    expect(await arrived).toBe("stored");
    expect(await world.library.index.resolve(id)).toHaveLength(1);
    await settled();
  });
});

it("/help shows what the terms of the sources ask for", async () => {
  const { text } = await ask("/help", unknown);
  expect(text).toContain("Thank you to arXiv for use of its open access interoperability");
});
