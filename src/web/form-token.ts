import { html } from "hono/html";
import type { Session } from "../access/sign-in.ts";

/** The field in which a form says that it is a page's own. */
export const TOKEN_FIELD = "form";

/** What each form holds that somebody signed in may send: nobody else can know it. */
export function formToken({ formToken }: Session) {
  return html`<input type="hidden" name="${TOKEN_FIELD}" value="${formToken}">`;
}
