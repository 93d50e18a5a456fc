import { createServer } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import type { HostGroup } from "../../../../src/papers/sources/http/host-group.ts";
import { testClient } from "../../../support/sources/http-client.ts";
import { memoryGate } from "../../../support/sources/memory-gate.ts";
import { startWebServer, type WebAnswer } from "../../../support/sources/web-server.ts";

const group: HostGroup = {
  name: "test",
  intervalMs: 3100,
  timeoutMs: 2000,
  cooldownMs: [300_000, 3_600_000],
  throttles: [406],
  blockMs: 86_400_000,
};
const accept = "text/plain";
const isLocal = (address: string) => address === "127.0.0.1";

/** A server that gives these answers, one after the other, and the last one for ever. */
function answers(...list: WebAnswer[]) {
  let next = 0;
  return startWebServer(() => list[Math.min(next++, list.length - 1)] ?? "");
}

describe("a request", () => {
  it("says who asks and for what, and brings the answer with its validators", async () => {
    const server = await answers({ body: "hello", headers: { etag: '"7"', "last-modified": "yesterday" } });
    const answer = await testClient().request({ url: `${server.url}/x?y=1`, group, accept });
    expect(answer).toMatchObject({
      status: 200,
      body: "hello",
      validators: { etag: '"7"', lastModified: "yesterday" },
    });
    expect(server.requests[0]).toMatchObject({ method: "GET", path: "/x?y=1" });
    expect(server.requests[0]?.headers).toMatchObject({
      "user-agent": "Paperboy/test (mailto:lab@example.org)",
      accept,
    });
  });

  it("asks whether a document has changed", async () => {
    const server = await startWebServer(({ headers }) =>
      headers["if-none-match"] === '"7"' ? { status: 304 } : "new",
    );
    const answer = await testClient().request({
      url: server.url,
      group,
      accept,
      validators: { etag: '"7"' },
    });
    expect(answer.status).toBe(304);
  });

  it("keeps the interval between the end of one request and the next", async () => {
    const server = await answers("ok");
    const client = testClient();
    await Promise.all([1, 2, 3].map(() => client.request({ url: server.url, group, accept })));
    expect(client.pauses).toEqual([3100, 3100]);
  });

  it.each([
    [
      "the XML prolog wins over a wrong charset",
      '<?xml version="1.0" encoding="windows-1252"?><a>caf\xe9</a>',
      "text/xml; charset=utf-8",
    ],
    ["the charset of the header", "caf\xe9", "text/plain; charset=ISO-8859-1"],
  ])("reads %s", async (_, body, type) => {
    const server = await answers((response) =>
      response.writeHead(200, { "content-type": type }).end(Buffer.from(body, "latin1")),
    );
    expect((await testClient().request({ url: server.url, group, accept })).body).toContain("café");
  });
});

describe("bad days", () => {
  it.each([
    ["429 without a word, like a cool-down", { status: 429, body: "Rate exceeded." }, 300_000],
    ["503 with Retry-After", { status: 503, headers: { "retry-after": "600" } }, 600_000],
    ["406 where the hosts mean 429", { status: 406 }, 300_000],
    ["Rate exceeded. with status 200", "Rate exceeded.", 300_000],
    ["a rate error in JSON with status 200", '{"error":"API rate limit exceeded","limit":"3"}', 300_000],
    ["a block", { status: 403, body: "Access Denied" }, 86_400_000],
  ])("takes %s, and stays away that long", async (_, said, waitMs) => {
    const server = await answers(said);
    const gate = memoryGate();
    const client = testClient({ gate });
    const failed = client.request({ url: server.url, group, accept });
    await expect(failed).rejects.toMatchObject({ retryAt: new Date(client.now() + waitMs) });
    expect(server.requests).toHaveLength(1);
    expect(gate.freeAt("test")).toBe(client.now() + waitMs);

    await expect(client.request({ url: server.url, group, accept })).rejects.toMatchObject({
      trouble: "throttled",
    });
    expect(server.requests, "nobody asks during a cool-down").toHaveLength(1);
  });

  it("doubles the cool-down each time, up to its most, and begins anew after a good answer", async () => {
    let bad = true;
    const server = await startWebServer(() => (bad ? { status: 429 } : "ok"));
    const waits: number[] = [];
    const gate = memoryGate();
    let now = 0;
    const ask = () =>
      testClient({ gate, now: () => now })
        .request({ url: server.url, group, accept })
        .catch(() => {
          waits.push((gate.freeAt("test") - now) / 60_000);
        });
    for (let time = 0; time < 6; time++) {
      await ask();
      now = gate.freeAt("test");
    }
    bad = false;
    await ask();
    now = gate.freeAt("test");
    bad = true;
    await ask();
    expect(waits).toEqual([5, 10, 20, 40, 60, 60, 5]);
  });

  it("waits as asked and goes on, where that is within its patience", async () => {
    const server = await answers({ status: 429, headers: { ratelimit: '"api";r=0;t=55' } }, "ok");
    const client = testClient();
    expect((await client.request({ url: server.url, group, accept })).body).toBe("ok");
    expect(client.pauses).toEqual([55_000]);
  });

  it("holds back after an answer that used up the limit", async () => {
    const server = await answers({ body: "ok", headers: { ratelimit: '"api";r=0;t=55' } });
    const gate = memoryGate();
    const client = testClient({ gate });
    await client.request({ url: server.url, group, accept });
    expect(gate.freeAt("test")).toBe(client.now() + 55_000);
  });

  it("tries three times where the server is in trouble", async () => {
    const server = await answers({ status: 502 }, { status: 500 }, "ok");
    expect((await testClient().request({ url: server.url, group, accept })).body).toBe("ok");
    const broken = await answers({ status: 502 });
    await expect(testClient().request({ url: broken.url, group, accept })).rejects.toMatchObject({
      message: "server trouble (502)",
    });
    expect(broken.requests).toHaveLength(3);
  });

  it.each([
    [400, "refused"],
    [401, "refused"],
    [404, "not found"],
    [410, "refused"],
  ])("does not ask again after a %s", async (status, trouble) => {
    const server = await answers({ status });
    await expect(testClient().request({ url: server.url, group, accept })).rejects.toMatchObject({ trouble });
    expect(server.requests).toHaveLength(1);
  });

  it("names a failure of DNS", async () => {
    const request = testClient().request({ url: "http://no-such-host.invalid/", group, accept });
    await expect(request).rejects.toMatchObject({
      trouble: "network",
      message: expect.stringMatching(/^network: E/),
    });
  });

  it("gives up on a server that accepts and says nothing", async () => {
    const server = createServer(() => {});
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as { port: number };
    const request = testClient().request({
      url: `http://127.0.0.1:${port}`,
      group: { ...group, timeoutMs: 150 },
      accept,
      patienceMs: 0,
    });
    await expect(request).rejects.toMatchObject({ trouble: "timeout" });
  });

  it("cuts off a body of a gigabyte soon", async () => {
    let sent = 0;
    const server = await answers((response) => {
      const chunk = Buffer.alloc(1e6, "x");
      const more = () => {
        while (sent < 1e9 && !response.destroyed) {
          sent += chunk.length;
          if (!response.write(chunk)) return void response.once("drain", more);
        }
      };
      response.writeHead(200);
      more();
    });
    const request = testClient().request({ url: server.url, group, accept, maxBytes: 2e6 });
    await expect(request).rejects.toMatchObject({ trouble: "too large" });
    expect(sent).toBeLessThan(100e6);
  });

  it("stops when told to", async () => {
    const server = await answers(() => {});
    const controller = new AbortController();
    const request = testClient().request({ url: server.url, group, accept, signal: controller.signal });
    setTimeout(() => controller.abort(), 50);
    await expect(request).rejects.toThrow(/abort/i);
  });
});

describe("redirects", () => {
  it("are followed within the limit, and counted as requests", async () => {
    const server = await startWebServer(({ path }) =>
      path === "/a" ? { status: 301, headers: { location: "/b" } } : "here",
    );
    const client = testClient();
    const answer = await client.request({ url: `${server.url}/a`, group, accept });
    expect(answer).toMatchObject({ body: "here", url: `${server.url}/b` });
    expect(client.pauses).toEqual([3100]);
  });

  it("end when they go in circles", async () => {
    const server = await answers({ status: 302, headers: { location: "/again" } });
    await expect(testClient().request({ url: server.url, group, accept })).rejects.toThrow("circles");
    expect(server.requests).toHaveLength(6);
  });

  it("to another host carry no secret", async () => {
    const other = await answers("ok");
    const server = await answers({ status: 302, headers: { location: other.url } });
    const client = testClient({ isAllowedAddress: isLocal });
    await client.request({ url: server.url, group, accept, headers: { "x-api-key": "secret" } });
    expect(server.requests[0]?.headers["x-api-key"]).toBe("secret");
    expect(other.requests[0]?.headers["x-api-key"]).toBeUndefined();
  });

  it.each([
    ["a loopback address", (url: string) => url, "forbidden address"],
    ["a name for one", (url: string) => url.replace("127.0.0.1", "localhost"), "forbidden address"],
    ["the metadata service", () => "http://169.254.169.254/latest/meta-data/", "forbidden address"],
    ["an address in disguise", () => "http://0x7f.1/", "forbidden address"],
    ["an address of version 6", () => "http://[::ffff:127.0.0.1]/", "forbidden address"],
    ["a file", () => "file:///etc/passwd", "refused"],
    ["an address with a password", () => "http://a:b@example.org/", "refused"],
  ])("never lead to %s", async (_, target, trouble) => {
    const inside = await answers("secret");
    const server = await answers({ status: 302, headers: { location: target(inside.url) } });
    await expect(testClient().request({ url: server.url, group, accept })).rejects.toMatchObject({ trouble });
    expect(inside.requests).toEqual([]);
  });
});

describe("a foreign address", () => {
  it("carries no password", async () => {
    const request = testClient().request({ url: "http://a:b@example.org/", group, accept, foreign: true });
    await expect(request).rejects.toMatchObject({
      trouble: "refused",
      message: "an address with a password in it",
    });
  });

  it("is refused where it is, or resolves to, a private one", async () => {
    const server = await answers("secret");
    const request = { group, accept, foreign: true };
    await expect(testClient().request({ ...request, url: server.url })).rejects.toMatchObject({
      trouble: "forbidden address",
    });
    const { port } = new URL(server.url);
    const resolve = async () => [{ address: "127.0.0.1", family: 4 }];
    const rebound = testClient({ resolve }).request({ ...request, url: `http://feed.example.org:${port}/` });
    await expect(rebound).rejects.toMatchObject({ trouble: "forbidden address" });
    expect(server.requests).toEqual([]);
  });

  it("is asked by the address that was checked: a second answer of DNS does not count", async () => {
    const server = await answers("ok");
    let asked = 0;
    const resolve = async () => [{ address: asked++ === 0 ? "127.0.0.1" : "169.254.169.254", family: 4 }];
    const client = testClient({ resolve, isAllowedAddress: isLocal });
    const { port } = new URL(server.url);
    const answer = await client.request({
      url: `http://feed.example.org:${port}/`,
      group,
      accept,
      foreign: true,
    });
    expect(answer.body).toBe("ok");
    expect(asked).toBe(1);
  });
});
