import { request } from "node:http";
import { text } from "node:stream/consumers";
import { describe, expect, it, onTestFinished } from "vitest";
import { createHttpServer } from "../../src/http/server.ts";
import { createReadiness } from "../../src/observability/readiness.ts";
import { mountHealth } from "../../src/observability/routes.ts";
import { createRecordingLog } from "../support/recording-log.ts";

const TOKEN = "a-token-of-some-length";

async function serve(access: { readonly token?: string; readonly pageUrl?: string }) {
  const server = createHttpServer({ port: 0, host: "127.0.0.1", log: createRecordingLog() });
  const readiness = createReadiness({ stop: new AbortController().signal });
  mountHealth(server, {
    readiness,
    metrics: { text: async () => "bees 1\n", contentType: "text/plain; version=0.0.4" },
    access,
  });
  await server.open();
  onTestFinished(() => server.close());
  /** Not fetch, which sets the host itself. */
  return async (headers: Readonly<Record<string, string>> = {}, method = "GET", path = "/metrics") => {
    const answer = await new Promise<[number | undefined, string]>((resolve, reject) => {
      const asking = request({ host: "127.0.0.1", port: server.port, path, method, headers }, async (got) =>
        resolve([got.statusCode, await text(got)]),
      );
      asking.on("error", reject).end();
    });
    return answer;
  };
}

describe("/metrics", () => {
  it("answers programs on this machine, but nobody through a proxy or a name of a page", async () => {
    const ask = await serve({ pageUrl: "http://127.0.0.1:8080/papers" });
    expect(await ask()).toEqual([200, "bees 1\n"]);
    expect(await ask({ host: "localhost:3000" })).toEqual([200, "bees 1\n"]);
    for (const headers of [
      { host: "127.0.0.1:8080" },
      { host: "lab.example.org" },
      { host: "127.0.0.1.example.org" },
      { "x-forwarded-for": "203.0.113.9" },
      { forwarded: "for=203.0.113.9" },
      { via: "1.1 proxy" },
    ] as const) {
      const [status, said] = await ask(headers);
      expect([status, said], JSON.stringify(headers)).toEqual([
        403,
        expect.stringContaining("METRICS_TOKEN"),
      ]);
    }
    expect((await ask({}, "POST"))[0]).toBe(405);
  });

  it("takes the token and nothing else where one is set, from anywhere", async () => {
    const ask = await serve({ token: TOKEN });
    const bearer = (token: string) => ({
      authorization: `Bearer ${token}`,
      "x-forwarded-for": "203.0.113.9",
    });
    expect(await ask(bearer(TOKEN))).toEqual([200, "bees 1\n"]);
    for (const headers of [{}, bearer(""), bearer(`${TOKEN}x`), bearer(TOKEN.slice(1))]) {
      expect((await ask(headers))[0]).toBe(401);
    }
  });
});

describe("/readyz", () => {
  it("is not ready before the program is put together", async () => {
    const ask = await serve({});
    expect(await ask({}, "GET", "/readyz")).toEqual([503, "the program is starting\n"]);
  });
});
