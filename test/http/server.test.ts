import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { networkInterfaces } from "node:os";
import { text } from "node:stream/consumers";
import { describe, expect, it, onTestFinished } from "vitest";
import { PlatformError } from "../../src/errors.ts";
import { createHttpServer, end, type Route } from "../../src/http/server.ts";
import { createRecordingLog } from "../support/recording-log.ts";

type Limits = NonNullable<Parameters<typeof createHttpServer>[0]["limits"]>;

function serve(...routes: readonly Route[]) {
  return serveWithin({}, ...routes);
}

async function serveWithin(limits: Limits, ...routes: readonly Route[]) {
  const log = createRecordingLog();
  const server = createHttpServer({ port: 0, log, limits });
  for (const route of routes) server.mount(route);
  await server.open();
  onTestFinished(() => server.close());
  const ask = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${server.port}${path}`, init);
  return { server, ask, log };
}

const echo: Route = {
  path: "/echo",
  methods: ["POST", "PUT"],
  answer: async (request, response) => end(response, 200, await text(request)),
};

describe("the HTTP server", () => {
  it("asks the route of a path, whatever the query, and gives it the body untouched", async () => {
    const { ask } = await serve(echo, { path: "/other", answer: (_, response) => end(response, 204) });
    const answer = await ask("/echo?a=/other", { method: "PUT", body: "a=1&b=%20" });
    expect([answer.status, await answer.text()]).toEqual([200, "a=1&b=%20"]);
    expect((await ask("/other", { method: "DELETE" })).status).toBe(204);
  });

  it("is healthy, refuses other methods, and knows nothing else", async () => {
    const { ask } = await serve(echo);
    const health = await ask("/healthz?verbose");
    expect([health.status, await health.text()]).toEqual([200, "ok\n"]);
    for (const [path, status] of [
      ["/echo", 405],
      ["/", 404],
      ["//echo", 404],
      ["/echo/", 404],
    ] as const) {
      expect((await ask(path)).status, path).toBe(status);
    }
  });

  it("hands all that no route knows to the rest", async () => {
    const { server, ask } = await serve(echo);
    server.mountRest({ isLocal: true, answer: (_, response) => end(response, 200, "rest") });
    for (const path of ["/", "/echo/", "/any/where?q=1"]) expect(await (await ask(path)).text()).toBe("rest");
    expect((await ask("/echo")).status).toBe(405);
  });

  it("keeps what is for this machine from every other address of it", async () => {
    const { server } = await serve();
    server.mountRest({ isLocal: true, answer: (_, response) => end(response, 200, "rest") });
    const own = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .find(({ family, internal }) => family === "IPv4" && !internal);
    const status = async (host: string) => (await fetch(`http://${host}:${server.port}/`)).status;
    expect(await status("127.0.0.1")).toBe(200);
    // A machine without any network has no other.
    if (own) expect(await status(own.address)).toBe(404);
  });

  it("opens once, whoever asks", async () => {
    const { server } = await serve();
    const { port } = server;
    await Promise.all([server.open(), server.open()]);
    expect(server.port).toBe(port);
  });

  it("says what to do about an address that this machine does not have", async () => {
    const server = createHttpServer({ port: 0, host: "203.0.113.7", log: createRecordingLog() });
    await expect(server.open()).rejects.toThrow("This machine doesn't have the address 203.0.113.7");
  });

  it("outlives a route that fails, and says so in the log alone", async () => {
    const { ask, log } = await serve({ path: "/bad", answer: () => Promise.reject(new Error("secret")) });
    const answer = await ask("/bad");
    expect([answer.status, await answer.text()]).toEqual([500, ""]);
    expect(log.entries.map(({ message }) => message)).toEqual(["a request failed"]);
    expect((await ask("/healthz")).status).toBe(200);
  });

  it("says what to do about a port that is taken", async () => {
    const { server } = await serve();
    const second = createHttpServer({ port: server.port ?? 0, log: createRecordingLog() });
    const failure = await second.open().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PlatformError);
    expect(failure).toMatchObject({
      code: "EADDRINUSE",
      message: `Port ${server.port} can't be used (EADDRINUSE). Set PORT to a free one.`,
    });
    expect(second.isOpen).toBe(false);
  });

  it("closes within seconds, whoever holds on", async () => {
    const { server, ask } = await serve({ path: "/never", answer: () => new Promise(() => {}) });
    const hanging = ask("/never").catch(() => "ended");
    const silent = connect(server.port ?? 0, "127.0.0.1");
    silent.on("error", () => {});
    await new Promise((connected) => silent.once("connect", connected));
    const began = performance.now();
    await server.close();
    expect(performance.now() - began).toBeLessThan(4000);
    expect(await hanging).toBe("ended");
    expect(server.isOpen).toBe(false);
  });

  it("waits for no request that comes drop by drop, and for nobody who does not read", async () => {
    const { server } = await serveWithin({ headersMs: 50, requestMs: 100, checkMs: 20, silentMs: 200 });
    server.mount({
      path: "/body",
      answer: async (request, response) => end(response, 200, await text(request)),
    });
    const starts = ["GET / HTTP/1.1\r\n", "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n1"];
    const said = await Promise.all(
      [...starts, ""].map((start) => {
        const slow = connect(server.port ?? 0, "127.0.0.1", () => slow.write(start));
        return text(slow);
      }),
    );
    const timedOut = expect.stringContaining("408 Request Timeout");
    expect(said).toEqual([timedOut, timedOut, expect.any(String)]);
  });

  it("refuses headers that are larger than any browser's", async () => {
    const { ask } = await serve();
    expect((await ask("/healthz", { headers: { cookie: "x".repeat(20_000) } })).status).toBe(431);
    expect((await ask(`/healthz?${"x".repeat(20_000)}`)).status).toBe(431);
  });

  it("has the connection give way that asked nothing for longest, where there are too many", async () => {
    const { server } = await serveWithin(
      { connections: 2 },
      { path: "/", answer: (_, response) => void response.end("ok") },
    );
    const open = async () => {
      const socket = connect(server.port ?? 0, "127.0.0.1");
      await once(socket, "connect");
      return socket;
    };
    const ask = async (socket: Socket) => {
      socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      const [answer] = await once(socket, "data");
      return `${answer}`.split("\r\n")[0];
    };
    const [busy, idle] = [await open(), await open()];
    expect(await ask(busy)).toBe("HTTP/1.1 200 OK");
    const ended = once(idle, "close");
    const third = await open();
    await ended;
    for (const socket of [busy, third]) expect(await ask(socket)).toBe("HTTP/1.1 200 OK");
    for (const socket of [busy, third]) socket.destroy();
  });
});
