import type { Server } from "node:http";
import type { Socket } from "node:net";

/**
 * Keeps no more than so many connections open: where one more comes, the one gives way whose last request began longest ago. So
 * nobody is kept out by others who hold on to theirs and ask nothing, and who has just asked has time to be answered.
 */
export function limitConnections(server: Server, most: number): void {
  /** Those whose turn began last come last. */
  const open = new Set<Socket>();
  const touch = (socket: Socket) => {
    open.delete(socket);
    open.add(socket);
  };
  server.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
    const [first] = open;
    if (open.size > most && first) {
      open.delete(first);
      first.destroy();
    }
  });
  server.on("request", ({ socket }) => {
    if (open.has(socket)) touch(socket);
  });
}
