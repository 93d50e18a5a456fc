import { createHmac } from "node:crypto";
import { request } from "node:http";

export const SIGNING_SECRET = "0123456789abcdef0123456789abcdef";

interface Signing {
  /** Unix time in seconds. */
  readonly time?: number;
  readonly secret?: string;
  /** In place of what the payload would be sent as. */
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What Slack puts on a request: the body as it is sent, and its headers. */
export function signed(
  payload: object,
  { time, secret = SIGNING_SECRET, headers, body: given }: Signing = {},
): RequestInit {
  const isEvent = "event_id" in payload || "challenge" in payload;
  const isCommand = "command" in payload;
  const form = isCommand ? { ...payload } : { payload: JSON.stringify(payload) };
  const usual = isEvent
    ? JSON.stringify(payload)
    : new URLSearchParams(form as Record<string, string>).toString();
  const body = given ?? usual;
  const at = time ?? Math.floor(Date.now() / 1000);
  const hash = createHmac("sha256", secret).update(`v0:${at}:${body}`).digest("hex");
  return {
    method: "POST",
    body,
    headers: {
      "content-type": isEvent ? "application/json" : "application/x-www-form-urlencoded",
      "x-slack-request-timestamp": `${at}`,
      "x-slack-signature": `v0=${hash}`,
      ...headers,
    },
  };
}

/** Sends it over a connection of its own, as a proxy does. Resolves to the status, once the answer is there as a whole. */
export function sendSigned(port: number, { body, headers }: RequestInit): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        port,
        host: "127.0.0.1",
        path: "/slack/events",
        method: "POST",
        agent: false,
        headers: Object.fromEntries(new Headers(headers)),
      },
      (response) => void response.resume().once("end", () => resolve(response.statusCode)),
    );
    sent.once("error", reject).end(body);
  });
}
