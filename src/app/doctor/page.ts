import { createConnection } from "node:net";
import type { Config } from "../../config.ts";
import { checkPage, type Listener, type Opened } from "../../doctor/page.ts";
import type { Probe } from "../../doctor/probe.ts";
import { opensServer } from "../platforms.ts";

/** How long an address may take, in milliseconds. */
const WITHIN_MS = 4000;

/** Looks whether the port is free, or the bot's own, and whether the page's public address leads there. */
export function pageProbe(config: Config, isRunning: boolean | undefined): Probe {
  const isServing = opensServer(config);
  const { page, http } = config;
  const url = page.kind === "off" ? undefined : page.url;
  return {
    title: "Web server",
    async look({ signal }) {
      if (!isServing) return [];
      const [listener, opened] = await Promise.all([
        listenerAt(hostToAsk(http.listen), http.port),
        url === undefined || isRunning !== true ? undefined : openPage(url, signal),
      ]);
      return checkPage({ isServing, port: http.port, listener, isRunning, url, opened });
    },
  };
}

function hostToAsk(listen = "127.0.0.1"): string {
  if (listen === "0.0.0.0") return "127.0.0.1";
  return listen === "::" ? "::1" : listen;
}

async function listenerAt(host: string, port: number): Promise<Listener> {
  if (port === 0 || !(await isTaken(host, port))) return "nobody";
  try {
    const name = host.includes(":") ? `[${host}]` : host;
    const response = await fetch(`http://${name}:${port}/healthz`, {
      signal: AbortSignal.timeout(WITHIN_MS),
    });
    return (await response.text()).startsWith("ok") ? "paperboy" : "another";
  } catch {
    return "another";
  }
}

function isTaken(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port, timeout: WITHIN_MS });
    const end = (taken: boolean) => {
      socket.destroy();
      resolve(taken);
    };
    socket.once("connect", () => end(true));
    socket.once("timeout", () => end(false));
    socket.once("error", () => end(false));
  });
}

/** Whether a document is one of the page's own: all their titles end alike. */
export function isOurPage(text: string): boolean {
  return text.slice(0, 20_000).includes("Paperboy</title>");
}

async function openPage(url: string, signal: AbortSignal): Promise<Opened> {
  try {
    const response = await fetch(`${url}/`, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(WITHIN_MS)]),
    });
    return isOurPage(await response.text())
      ? { kind: "page" }
      : { kind: "something else", status: response.status };
  } catch (error) {
    return { kind: "silent", reason: reasonOf(error) };
  }
}

// fetch wraps the socket's error.
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  if (error.name === "TimeoutError") return "no answer in time";
  if (error.cause instanceof Error) return reasonOf(error.cause);
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
