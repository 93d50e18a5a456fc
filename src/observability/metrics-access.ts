import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** Who may read the metrics. */
export interface MetricsAccess {
  /** What has to be sent as `Authorization: Bearer …`; without it, only this machine may read them. */
  readonly token?: string | undefined;
  /** The page's public address, which a server in front passes on from. */
  readonly pageUrl?: string | undefined;
}

/** The headers that proxies add. */
const FORWARDED = [
  "forwarded",
  "via",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-real-ip",
];

/**
 * Whether a request may read the metrics. With a token, whoever has it; without one, a program on this machine that asks this
 * machine, and nobody through a proxy or a web page.
 */
export function mayReadMetrics(request: IncomingMessage, { token, pageUrl }: MetricsAccess): boolean {
  const { headers, socket } = request;
  if (token !== undefined) return isSame(headers.authorization ?? "", `Bearer ${token}`);
  if (!isLoopback(socket.remoteAddress)) return false;
  if (FORWARDED.some((name) => headers[name] !== undefined)) return false;
  const host = headers.host ?? "";
  if (pageUrl !== undefined && host === new URL(pageUrl).host) return false;
  // A page in somebody's browser here may have had its own name lead to this machine.
  return isOwnName(host);
}

// Compares digests, which always have the same length.
function isSame(given: string, wanted: string): boolean {
  const [one, other] = [given, wanted].map((text) => createHash("sha256").update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}

function isLoopback(address = ""): boolean {
  return address === "::1" || address.startsWith("127.") || address.startsWith("::ffff:127.");
}

function isOwnName(host: string): boolean {
  const name = host.replace(/:\d{1,5}$/u, "");
  return name === "localhost" || name === "[::1]" || /^127(?:\.\d{1,3}){3}$/u.test(name);
}
