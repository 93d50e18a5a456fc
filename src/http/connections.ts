import type { Server } from "node:http";
import type { Socket } from "node:net";

/**
 * Keeps at most this many connections open: when one more comes, the one whose last request began longest ago is closed. So
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
