import type { IncomingMessage, Server } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";

/** One delivery, until it is acknowledged. */
interface Envelope {
  readonly id: string;
  readonly type: string;
  readonly payload: object;
  sentAt: number;
  attempt: number;
  on?: WebSocket;
  acknowledged(ms: number, answer: unknown): void;
}

/** The Socket Mode side of Slack: sends envelopes, takes acknowledgements, sends again what a dropped socket left. */
export interface Sockets {
  /** A place to connect to, good for one connection. */
  ticket(): string;
  /** Resolves with the milliseconds from sending to the acknowledgement. Waits for a connection if there is none. */
  send(type: "slash_commands" | "interactive" | "events_api", payload: object): Promise<number>;
  /** The same for what Slack reads an answer from; resolves with what the acknowledgement says. */
  ask(payload: object): Promise<unknown>;
  /** Cuts every connection, without a close frame. How many there were. */
  drop(): number;
  /** Tells every connection to go, as Slack does from time to time. */
  refresh(): void;
  readonly connected: number;
  /** Connections that were ever greeted. */
  readonly greeted: number;
  readonly unacknowledged: number;
  close(): void;
}

export function createSockets(server: Server): Sockets {
  const wss = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const waiting = new Map<string, Envelope>();
  let issued = 0;
  let greeted = 0;
  let turns = 0;

  server.on("upgrade", (request: IncomingMessage, socket, head) => {
    const ticket = new URL(request.url ?? "", "http://localhost").searchParams.get("ticket") ?? "";
    if (tickets.delete(ticket)) wss.handleUpgrade(request, socket, head, greet);
    else socket.destroy();
  });

  function greet(client: WebSocket): void {
    client.on("message", (data) => {
      const { envelope_id, payload } = JSON.parse(String(data)) as { envelope_id: string; payload?: unknown };
      const envelope = waiting.get(envelope_id);
      waiting.delete(envelope_id);
      envelope?.acknowledged(performance.now() - envelope.sentAt, payload);
    });
    client.on("error", () => undefined);
    client.send(JSON.stringify({ type: "hello", num_connections: 1, connection_info: { app_id: "A1" } }));
    greeted++;
    for (const envelope of waiting.values()) transmit(envelope);
  }

  // To one of several connections, each in turn; never to the one that it was lost on.
  function transmit(envelope: Envelope): void {
    const open = [...wss.clients].filter((client) => client.readyState === client.OPEN);
    const others = open.filter((client) => client !== envelope.on);
    const client = others[turns++ % others.length];
    if (!client) return;
    envelope.on = client;
    if (envelope.attempt === 0) envelope.sentAt = performance.now();
    const again = envelope.attempt > 0 ? { retry_attempt: envelope.attempt, retry_reason: "timeout" } : {};
    envelope.attempt++;
    const { id: envelope_id, type, payload } = envelope;
    client.send(JSON.stringify({ envelope_id, type, payload, accepts_response_payload: true, ...again }));
  }

  return {
    ticket() {
      const ticket = `t${++issued}`;
      tickets.add(ticket);
      return ticket;
    },
    send: (type, payload) =>
      new Promise((resolve) => {
        const id = `E${++issued}`;
        const envelope = { id, type, payload, sentAt: 0, attempt: 0, acknowledged: resolve };
        waiting.set(id, envelope);
        transmit(envelope);
      }),
    ask: (payload) =>
      new Promise((resolve) => {
        const id = `E${++issued}`;
        const acknowledged = (_: number, answer: unknown) => resolve(answer);
        const envelope = { id, type: "interactive", payload, sentAt: 0, attempt: 0, acknowledged };
        waiting.set(id, envelope);
        transmit(envelope);
      }),
    drop() {
      const { size } = wss.clients;
      for (const client of wss.clients) client.terminate();
      return size;
    },
    refresh() {
      for (const client of wss.clients)
        client.send(JSON.stringify({ type: "disconnect", reason: "refresh_requested" }));
    },
    get connected() {
      return wss.clients.size;
    },
    get greeted() {
      return greeted;
    },
    get unacknowledged() {
      return waiting.size;
    },
    close() {
      for (const client of wss.clients) client.terminate();
      wss.close();
    },
  };
}
