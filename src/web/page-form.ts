import { html } from "hono/html";
import { formToken } from "./form-token.ts";
import type { Viewer, WebParts } from "./parts.ts";

/** The address to come back to after the form. */
const BACK_FIELD = "back";

/**
 * The one form of a page that buttons all over it send by its id: what they share stands in it once, in a long list, too.
 * Each button says the rest by its name and value.
 */
export function pageForm(id: string, action: string, viewer: Viewer) {
  return html`<form id="${id}" method="post" action="${action}" hidden>${formToken(viewer)}<input type="hidden" name="${BACK_FIELD}" value="${viewer.here}"></form>`;
}

/** The address that a form came from; undefined if that is no address, or another site's. */
export function backTo(fields: URLSearchParams, { addresses }: WebParts): string | undefined {
  const back = fields.get(BACK_FIELD) ?? "";
  const inside = "http://page.invalid";
  if (!back.startsWith("/") || !URL.canParse(back, inside)) return undefined;
  const { origin, pathname, search } = new URL(back, inside);
  return origin === inside && pathname.startsWith(`${addresses.base}/`) ? pathname + search : undefined;
}
