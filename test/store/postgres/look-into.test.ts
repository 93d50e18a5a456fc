import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { lookIntoDatabase } from "../../../src/store/postgres/look-into.ts";

it("gives a server up that takes connections and says nothing, long before the bot would", async () => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket)).listen(0, "127.0.0.1");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const began = performance.now();
  const { looked } = await lookIntoDatabase(`postgres://bot@127.0.0.1:${port}/lab`);
  expect(looked).toMatchObject({ state: "unusable", trouble: expect.stringContaining("can't be reached") });
  // Two seconds; ten are what a bot waits, and what all the doctor's findings may take together.
  expect(performance.now() - began).toBeLessThan(8000);
});
