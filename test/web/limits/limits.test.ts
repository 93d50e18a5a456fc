import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { someLibrary } from "../../support/library/library.ts";
import { someWeb } from "../../support/web/some-web.ts";

async function open(trustedProxies = 0) {
  const library = await someLibrary();
  let time = 0;
  const web = someWeb(library, { parts: { trustedProxies, elapsed: () => time } });
  const ask = (path: string, { from = "192.0.2.1", ...init }: RequestInit & { from?: string } = {}) => {
    const headers = Object.fromEntries(new Headers(init.headers));
    return web.app.request(path, init, { incoming: { headers, socket: { remoteAddress: from } } });
  };
  const wait = (ms: number) => {
    time += ms;
  };
  return { ...web, library, ask, wait };
}

const SEARCHES = 30;
const PAGES = 240;

describe("the limit on requests", () => {
  it("is on searches first, for each visitor apart, and says when to come back", async () => {
    const { ask, wait } = await open();
    const search = (from?: string) => ask("/search?q=2307.08691", from === undefined ? {} : { from });
    for (let turn = 0; turn < SEARCHES; turn += 1) expect((await search()).status).toBe(302);
    wait(10_000);
    const refused = await search();
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("20");
    expect(refused.headers.get("cache-control")).toBe("no-store");
    expect(await refused.text()).toContain("Try again in 20 seconds.");
    expect((await ask("/search/feed.atom?q=bees")).status).toBe(429);
    expect((await ask("/category/cs.CV")).status).toBe(200);
    expect((await search("192.0.2.2")).status).toBe(302);
    wait(20_000);
    expect((await search()).status).toBe(302);
  });

  it("is one for all that only looks like another address", async () => {
    const { ask, log } = await open();
    const status = async (at: number) => {
      const from = `2001:db8:1:2::${at.toString(16)}`;
      const headers = { "x-forwarded-for": `198.51.100.${at % 250}` };
      return (await ask("/search?q=2307.08691", { from, headers })).status;
    };
    for (let turn = 0; turn < SEARCHES; turn += 1) expect(await status(turn)).toBe(302);
    expect(await status(SEARCHES)).toBe(429);
    expect(log.entries.filter(({ message }) => message.includes("TRUST_PROXY"))).toHaveLength(1);
  });

  it("is on who a trusted proxy says that asks", async () => {
    const { ask, log } = await open(1);
    const status = async (address: string) =>
      (await ask("/search?q=2307.08691", { from: "127.0.0.1", headers: { "x-forwarded-for": address } }))
        .status;
    for (let turn = 0; turn < SEARCHES; turn += 1) expect(await status("198.51.100.7")).toBe(302);
    expect([await status("198.51.100.7"), await status("198.51.100.8")]).toEqual([429, 302]);
    expect(log.entries).toEqual([]);
  });

  it("is kinder to lists and feeds, and not on files", async () => {
    const { ask } = await open();
    for (let turn = 0; turn < PAGES; turn += 1) expect((await ask("/nowhere")).status).toBe(404);
    for (const path of ["/", "/feed.atom", "/paper/arxiv/2307.08691"])
      expect((await ask(path)).status, path).toBe(429);
    expect((await ask("/assets/style.css")).status).toBe(200);
  });

  it("makes few costly pages at once, and refuses who would wait too long", async () => {
    const { ask, library } = await open();
    let running = 0;
    let most = 0;
    const { search } = library.index;
    const slowly: typeof search = async (...query) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(setImmediate);
      running -= 1;
      return search(...query);
    };
    Object.assign(library.index, { search: slowly });
    const all = await Promise.all(
      Array.from({ length: 60 }, (_, at) => ask(`/category/cs.CV?page=${at + 1}`, { from: `192.0.2.${at}` })),
    );
    expect(most).toBe(2);
    const refused = all.filter(({ status }) => status === 503);
    // Two, and a line of 40; on a slow machine some of the line wait too long as well.
    expect(refused.length).toBeGreaterThanOrEqual(18);
    expect(refused.length).toBeLessThanOrEqual(58);
    expect(refused[0]?.headers.get("retry-after")).toBe("5");
    expect(await refused[0]?.text()).toContain("Try again in a few seconds.");
    expect((await ask("/category/cs.CV")).status).toBe(200);
  });

  it("is on the length of an address and of what is sent", async () => {
    const { ask } = await open();
    expect((await ask(`/search?q=${"%F0%9F%90%9D".repeat(500)}`)).status).toBe(400);
    expect((await ask(`/search?q=${"x".repeat(9000)}`)).status).toBe(414);
    const body = "x".repeat(20_000);
    expect((await ask("/nowhere", { method: "POST", body })).status).toBe(413);
    expect((await ask("/nowhere", { method: "POST", body: "x" })).status).toBe(404);
  });

  it("takes a form whose length nobody says before, and no more of it than of others", async () => {
    const { answer } = await open();
    const server = createServer(answer).listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const send = async (...chunks: readonly string[]) => {
      // Chunks go out by themselves only where no length is said.
      const sent = request({ port, host: "127.0.0.1", path: "/nowhere", method: "POST", agent: false });
      for (const chunk of chunks) sent.write(chunk);
      sent.end();
      const [received] = await once(sent, "response");
      received.resume();
      return received.statusCode;
    };
    expect(await send("form", "=x")).toBe(404);
    expect(await send()).toBe(404);
    expect(await send("x".repeat(10_000), "x".repeat(10_000))).toBe(413);
  });
});
