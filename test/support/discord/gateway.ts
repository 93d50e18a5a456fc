import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { type Json, type JsonObject, list, object } from "./component-rules.ts";

export interface GatewayOptions {
  readonly token: string;
  /** What READY says about the bot, and the servers it is in (sent one by one after READY). */
  readonly ready: () => {
    readonly user: JsonObject;
    readonly application: JsonObject;
    readonly guilds: JsonObject[];
  };
  /** Closes with this code instead of accepting an IDENTIFY, e.g. 4014. */
  readonly identifyClose?: number | undefined;
}

export interface Gateway {
  /** IDENTIFYs and RESUMEs received so far. */
  readonly identifies: JsonObject[];
  readonly resumes: JsonObject[];
  readonly heartbeats: () => number;
  /** How many connections are open. */
  readonly connected: () => number;
  /** Sends an event to every session of its server's shard; kept for the latest, and replayed on resume, if nobody is connected. */
  dispatch(type: string, data: JsonObject): void;
  /** Cuts every connection without a close frame. */
  drop(): void;
  /** Asks every client to reconnect (op 7). */
  reconnect(): void;
  /** Ends every session (op 9): clients must identify again. */
  invalidate(): void;
  /** Stops receiving, as on a dead network: not even a close frame arrives. */
  freeze(): void;
  /** Closes every connection with a code. */
  close(code: number): void;
  stop(): void;
}

/** One client's session: what was sent under which number, so that it can be sent again. */
interface Session {
  readonly id: string;
  readonly shard: number;
  /** How many shards there are, as the client said. */
  readonly count: number;
  readonly sent: string[];
  socket: WebSocket | undefined;
}

const HEARTBEAT_MS = 2000;

/** Discord's gateway, version 10 in JSON, as far as a bot can tell. */
export function createGateway(http: Server, { token, ready, identifyClose }: GatewayOptions): Gateway {
  const server = new WebSocketServer({ server: http, path: "/gw" });
  const sessions = new Map<string, Session>();
  const identifies: JsonObject[] = [];
  const resumes: JsonObject[] = [];
  let heartbeats = 0;

  server.on("connection", (socket) => {
    socket.on("error", () => socket.terminate());
    socket.on("message", (data) => receive(socket, JSON.parse(String(data))));
    send(socket, { op: 10, d: { heartbeat_interval: HEARTBEAT_MS } });
  });

  function receive(socket: WebSocket, { op, d }: { op: number; d: Json }): void {
    if (op === 1) {
      heartbeats += 1;
      send(socket, { op: 11 });
    }
    if (op === 2) identify(socket, object(d));
    if (op === 6) resume(socket, object(d));
  }

  function identify(socket: WebSocket, d: JsonObject): void {
    identifies.push(d);
    const refusal = d.token === token ? identifyClose : 4004;
    if (refusal !== undefined) {
      socket.close(refusal);
      return;
    }
    const [shard, count] = [Number(list(d.shard)[0] ?? 0), Number(list(d.shard)[1] ?? 1)];
    const session: Session = { id: randomUUID(), shard, count, sent: [], socket };
    sessions.set(session.id, session);
    const { user, application, guilds } = ready();
    const port = (http.address() as AddressInfo).port;
    const url = `ws://127.0.0.1:${port}/gw`;
    const mine = guilds.filter(({ id }) => shardOf(id, count) === shard);
    const away = mine.map(({ id = null }) => ({ id, unavailable: true }));
    emit(session, "READY", {
      v: 10,
      user,
      application,
      guilds: away,
      session_id: session.id,
      resume_gateway_url: url,
      shard: d.shard ?? [0, 1],
    });
    for (const guild of mine) if (!guild.unavailable) emit(session, "GUILD_CREATE", guild);
  }

  function resume(socket: WebSocket, d: JsonObject): void {
    resumes.push(d);
    const session = sessions.get(String(d.session_id));
    if (d.token !== token || !session) {
      send(socket, { op: 9, d: false });
      return;
    }
    session.socket = socket;
    for (const missed of session.sent.slice(Number(d.seq))) socket.send(missed);
    emit(session, "RESUMED", {});
  }

  function emit(session: Session, t: string, d: JsonObject): void {
    const frame = JSON.stringify({ op: 0, s: session.sent.length + 1, t, d });
    session.sent.push(frame);
    if (session.socket?.readyState === 1) session.socket.send(frame);
  }

  return {
    identifies,
    resumes,
    heartbeats: () => heartbeats,
    connected: () => server.clients.size,
    dispatch(type, data) {
      const guild = type.startsWith("GUILD_") ? data.id : data.guild_id;
      const all = [...sessions.values()].filter(({ shard, count }) => shard === shardOf(guild, count));
      const open = all.filter(({ socket }) => socket?.readyState === 1);
      for (const session of open.length > 0 ? open : all.slice(-1)) emit(session, type, data);
    },
    drop() {
      for (const socket of server.clients) socket.terminate();
    },
    reconnect() {
      for (const socket of server.clients) send(socket, { op: 7, d: null });
    },
    invalidate() {
      sessions.clear();
      for (const socket of server.clients) send(socket, { op: 9, d: false });
    },
    freeze() {
      for (const socket of server.clients) socket.pause();
    },
    close(code) {
      for (const socket of server.clients) socket.close(code);
    },
    stop() {
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}

/** The shard of a server, by Discord's formula; direct messages belong to the first. */
export function shardOf(guild: Json | undefined, count: number): number {
  return typeof guild === "string" ? Number((BigInt(guild) >> 22n) % BigInt(count)) : 0;
}

function send(socket: WebSocket, payload: JsonObject): void {
  socket.send(JSON.stringify(payload));
}
