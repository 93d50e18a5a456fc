import { expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { someLibrary, TODAY } from "../support/library/library.ts";
import { testClient } from "../support/sources/http-client.ts";
import { startZoteroServer, zoteroItem } from "../support/sources/zotero-server.ts";

const name = "zotero:groups/678";

async function scene(count: number) {
  const shelf = { version: 10, items: Array.from({ length: count }, (_, i) => zoteroItem(i, {}, 10)) };
  const server = await startZoteroServer({ "groups/678": shelf });
  const library = await someLibrary();
  const read = (signal?: AbortSignal) =>
    library.importZotero(name, {
      now: () => TODAY,
      apiUrl: server.url,
      http: testClient(),
      ...(signal && { signal }),
    });
  const asked = () => new URL(server.requests.at(-1)?.path ?? "", server.url).searchParams.get("since");
  return { shelf, server, read, asked };
}

test("the second import asks for changes only", async () => {
  const { shelf, read, asked } = await scene(3);
  expect(await read()).toMatchObject({ found: 3, new: 3, stopped: false });
  expect(asked()).toBeNull();
  expect(await read()).toMatchObject({ found: 0, broken: 0 });
  expect(asked()).toBe("10");

  shelf.items = [
    zoteroItem(7, {}, 12),
    zoteroItem(0, { abstractNote: "We show." }, 11),
    ...shelf.items.slice(1),
  ];
  shelf.version = 12;
  expect(await read()).toMatchObject({ found: 2, new: 1, updated: 1 });
  await read();
  expect(asked()).toBe("12");
});

test("what came before a failure is kept, and the next import reads everything", async () => {
  const { server, read, asked } = await scene(150);
  server.answerNext(undefined, { status: 403 });
  await expect(read()).rejects.toBeInstanceOf(UserError);
  expect(await read()).toMatchObject({ found: 150, new: 50, unchanged: 100 });
  expect(asked()).toBeNull();
});

test("an import that is stopped says so, and the next one reads everything", async () => {
  const { server, read, asked } = await scene(150);
  const stop = new AbortController();
  server.answerNext(undefined, () => stop.abort());
  expect(await read(stop.signal)).toMatchObject({ stopped: true });
  expect(await read()).toMatchObject({ found: 150, stopped: false });
  expect(asked()).toBeNull();
});

test("a name that is no library is explained before anybody is asked", async () => {
  const { server } = await scene(0);
  const library = await someLibrary();
  await expect(library.importZotero("zotero:ana", { now: () => TODAY, apiUrl: server.url })).rejects.toThrow(
    /names no Zotero library/,
  );
  expect(server.requests).toEqual([]);
});
