import type { Context } from "hono";
import { html } from "hono/html";
import { counted } from "../../counted.ts";
import { layout } from "../layout.ts";
import type { WebParts } from "../parts.ts";

/** Why a request is refused, and when to come back, where that helps. */
interface Refusal {
  readonly status: 413 | 414 | 429 | 503;
  readonly title: string;
  readonly text: string;
  readonly seconds?: number;
}

export const TOO_LONG: Refusal = {
  status: 414,
  title: "That address is too long",
  text: "Shorten the query to at most 500 characters.",
};

export const TOO_LARGE: Refusal = {
  status: 413,
  title: "That is too much",
  text: "More was sent than any form of this page sends.",
};

export const BUSY: Refusal = {
  status: 503,
  title: "Too many at once",
  text: "Many people are looking something up right now. Try again in a few seconds.",
  seconds: 5,
};

export function tooMany(seconds: number): Refusal {
  return {
    status: 429,
    title: "Too many requests",
    text: `You're going fast. Try again in ${counted(seconds, "second")}.`,
    seconds,
  };
}

/** A plain page that is never cached: it is about this moment. */
export function refuse(
  context: Context,
  parts: WebParts,
  { status, title, text, seconds }: Refusal,
): Response | Promise<Response> {
  context.header("cache-control", "no-store");
  if (seconds !== undefined) context.header("retry-after", `${seconds}`);
  const body = html`<h1>${title}</h1>
<p>${text}</p>`;
  return context.html(layout(parts, { title, isHidden: true, body }), status);
}
