import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import type { Chat } from "../../../src/chat/chat.ts";
import type { Library } from "../../../src/library/library.ts";
import type { Fetched } from "../../../src/present/services.ts";
import { createAddresses } from "../../../src/web/addresses.ts";
import { someApp } from "../../support/app.ts";
import { someLibrary, TODAY } from "../../support/library/library.ts";
import { someWeb } from "../../support/web/some-web.ts";

const { paper: addressOf, search } = createAddresses();

let library: Library;
let chat: Chat;
let fetched: string[];
let ask: (path: string) => Promise<{ status: number; to: string | null; text: string }>;

beforeEach(async () => {
  library = await someLibrary();
  chat = someApp(library, () => TODAY).chat;
  fetched = [];
  const fetchPaper = async (id: string): Promise<Fetched> => {
    fetched.push(id);
    return "unknown";
  };
  const syncer = { sources: [], fetchPaper, notices: [], report: async () => ({ lines: [] }) };
  const { app } = someWeb(library, { now: () => TODAY, app: { syncer } });
  ask = async (path) => {
    const answer = await app.request(path);
    return { status: answer.status, to: answer.headers.get("location"), text: await answer.text() };
  };
});

/** The addresses of a page's papers, in order. */
function papersOn(text: string): readonly string[] {
  return [...text.matchAll(/<h2><a href="([^"]*)"/g)].map(([, href = ""]) => href);
}

/** A text as it stands in HTML. */
function written(text: string): string {
  return text.replace(
    /[&<>"']/g,
    (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[sign] ?? "",
  );
}

const QUERIES = [
  "streaming video",
  "video",
  "video language models for streaming",
  "gausian splating",
  "memory -survey year:2024",
  "author:li sort:new",
  "category:cs.CV has:code",
  '"long video understanding"',
  "video year:1890",
  '"what you see" video',
  "since:3y sort:new",
  "how do models remember long videos?",
  "2405.16009 and 2312.00752",
  "2405.16009 2312.00752 2611.99999",
  "xqzzy",
  "transformrs for vidio",
  "RAVAR",
  "-video",
] as const;

describe("the search page", () => {
  it("answers as /paper does: the same papers in the same order, and the same words about them", async () => {
    for (const query of QUERIES) {
      const caller = { platform: "test", user: "ann", admin: false, prefix: "/" };
      const { cards, text = "", buttons } = await chat.run("paper", { query, count: 10 }, caller);
      const page = await ask(search(query));
      const shared = cards.map(({ paper = "" }) => addressOf(paper));
      expect(papersOn(page.text).slice(0, 10), query).toEqual(shared);
      const lines = text.split("\n").flatMap((line) => line.replace(/^• |:$/g, "").trim() || []);
      for (const line of lines) expect(page.text, query).toContain(written(line));
      const offered = buttons.flatMap(({ label, action }) =>
        /^(?:Next|Previous)/.test(label) ? [] : (action.options.query ?? []),
      );
      for (const other of offered) expect(page.text, query).toContain(`href="${written(search(other))}"`);
    }
  });

  it("leads to the one paper that is named, and fetches none from the network", async () => {
    for (const name of ["2405.16009", "https://arxiv.org/abs/2405.16009v2"]) {
      const { status, to } = await ask(search(name));
      expect([status, to]).toEqual([302, "/paper/arxiv/2405.16009"]);
    }
    const { status, text } = await ask(search("2611.99999"));
    expect([status, fetched]).toEqual([400, []]);
    expect(text).toContain("The library doesn&#39;t have arXiv 2611.99999.");
  });

  it("goes on over pages, which do not overlap", async () => {
    const [first, second] = [await ask(search("video")), await ask(search("video", 2))];
    expect([papersOn(first.text).length, papersOn(second.text).length]).toEqual([20, 1]);
    expect(papersOn(first.text).some((one) => papersOn(second.text).includes(one))).toBe(false);
    expect(first.text).toContain('<a rel="next" href="/search?q=video&amp;page=2">');
    const beyond = await ask(search("video", 90));
    expect(beyond.text).toContain("“video” has only ");
    expect(beyond.text).toContain('<a href="/search?q=video"><bdi>First page</bdi></a>');
    for (const page of ["0", "101", "x"])
      expect((await ask(`/search?q=video&page=${page}`)).status).toBe(404);
  });

  it("shows what can be written, and topics, where nothing is asked", async () => {
    for (const path of ["/search", "/search?q=", "/search?q=%20"]) {
      const { status, text } = await ask(path);
      expect(status).toBe(200);
      expect(text).toContain(
        `<a href="${written(search('"once for all"'))}"><code>&quot;once for all&quot;</code></a>`,
      );
      expect(text).toContain("Topics in this library");
    }
  });

  it("says what is wrong with a query, beside what can be written", async () => {
    const { status, text } = await ask(search("yeer:2024 bees"));
    expect(status).toBe(400);
    expect(text).toContain("Did you mean year:");
    expect(text).toContain("What you can write");
    expect((await ask(search("b".repeat(501)))).text).toContain("Use at most 500 characters.");
  });

  it("lets no query become markup, turn text round or break the page", async () => {
    const hostile = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.constantFrom(
        '"><script>alert(1)</script>',
        "</title><img src=x onerror=alert(1)>",
        "\u202evideo\u2066 streaming",
        "video\u0000\ud800",
        "author:\"'><svg/onload=alert(1)>",
        "javascript:alert(1) video",
        "{{7*7}} <%= 7*7 %> video",
      ),
    );
    await fc.assert(
      fc.asyncProperty(hostile, async (query) => {
        const { status, text } = await ask(`/search?q=${encodeURIComponent(query.toWellFormed())}`);
        expect(status).toBeLessThan(500);
        if (status === 302) return;
        expect(text.match(/<script/g)).toHaveLength(1);
        expect(text).not.toMatch(/<img|<svg| on\w+=["']|[\u202a-\u202e\u2066-\u2069\u0000]/);
        expect(text.match(/<h1>/g)).toHaveLength(1);
      }),
      { numRuns: 60 },
    );
  });
});
