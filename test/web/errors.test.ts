import { expect, it } from "vitest";
import { inRequest } from "../../src/async/request-id.ts";
import type { Library } from "../../src/library/library.ts";
import { createLogger } from "../../src/log.ts";
import { someLibrary } from "../support/library/library.ts";
import { someWeb } from "../support/web/some-web.ts";

it("a page that fails names the log's id, and the log has no word of what was searched for", async () => {
  const library = await someLibrary();
  const search = (query: string) => {
    throw new Error(`cannot search for “${query}”`);
  };
  const index = Object.create(library.index, { search: { value: search } });
  const broken: Library = Object.create(library, { index: { value: index } });
  const lines: string[] = [];
  const log = createLogger("info", { write: (line) => void lines.push(line) });
  const { app } = someWeb(broken, { parts: { log } });
  const answer = await inRequest(async () => app.request("http://127.0.0.1/search?q=canary+bees"));
  expect(answer.status).toBe(500);
  const [line] = lines.map((one) => JSON.parse(one));
  expect(line).toMatchObject({
    level: 50,
    msg: "a page failed",
    err: { message: "cannot search for “[words]”" },
  });
  expect(await answer.text()).toContain(line.request);
});
