import { html } from "hono/html";
import type { Session } from "../access/sign-in.ts";

/** The form field that holds the CSRF token. */
export const TOKEN_FIELD = "form";

/** The session's CSRF token, in every form that changes something: no other site can know it. */
export function formToken({ formToken }: Session) {
  return html`<input type="hidden" name="${TOKEN_FIELD}" value="${formToken}">`;
}
