import { html } from "hono/html";
import type { Addresses } from "../addresses.ts";
import { formToken } from "../form-token.ts";
import type { Viewer } from "../parts.ts";

/** By which buttons elsewhere on a page belong to the form. */
export const FORM = "feedback";

/** Where a page was, to come back to it. */
export const BACK_FIELD = "back";

/** The one form of a page that all its buttons send: what they share stands in it once, in a long list, too. */
export function feedbackForm(viewer: Viewer, addresses: Addresses) {
  return html`<form id="${FORM}" method="post" action="${addresses.feedback()}" hidden>${formToken(viewer)}<input type="hidden" name="${BACK_FIELD}" value="${viewer.here}"></form>`;
}
