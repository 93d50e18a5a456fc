import type { Context, Hono } from "hono";
import { html } from "hono/html";
import { type Opens, SESSION_DAYS } from "../access/sign-in.ts";
import { isFromElsewhere, refused, seeOther } from "./forms.ts";
import { layout } from "./layout.ts";
import type { WebParts } from "./parts.ts";
import { beginSession, keepPrivate, signedIn } from "./session.ts";

/** What a link opens: its heading, what is behind it, and its button. */
const WORDS: Readonly<Record<Opens, readonly [title: string, text: string, button: string]>> = {
  person: [
    "Your page",
    "Papers picked for you, what you saved and follow, your profile, and all that the bot keeps about you. While you're signed in, you can vote on every page.",
    "Open my page",
  ],
  admin: [
    "The bot's state",
    "How the bot is, channel by channel, and what needs you.",
    "Open the admin page",
  ],
};

/**
 * Where a link from chat signs a browser in. Programs that look for dangerous links open them as well, so opening it changes nothing:
 * it shows a button, which uses the link up.
 */
export function mountOpen(app: Hono, parts: WebParts): void {
  const { signIns } = parts.services.access;
  app.get("/open/:token", async (context) => {
    const token = context.req.param("token");
    const opens = await signIns.look(token);
    if (opens === undefined) return unusable(context, parts);
    const [title, text, button] = WORDS[opens];
    keepPrivate(context);
    const body = html`<h1>${title}</h1>
<p class="lead">${text}</p>
<form class="asks" method="post" action="${parts.addresses.open(token)}"><button class="primary">${button}</button></form>
<p class="small">This browser stays signed in for ${SESSION_DAYS[opens]} days, or until you sign out. The link works once.</p>`;
    return context.html(layout(parts, { title, isHidden: true, body }));
  });
  app.post("/open/:token", async (context) => {
    // Or another site could sign its visitors in as somebody else.
    if (isFromElsewhere(context, parts)) return refused(context, parts);
    keepPrivate(context);
    const redeemed = await signIns.redeem(context.req.param("token"));
    if (!redeemed) return unusable(context, parts);
    await beginSession(context, parts, redeemed);
    const { addresses } = parts;
    return seeOther(context, redeemed.opens === "admin" ? addresses.admin() : addresses.me());
  });
}

/** The same answer for links that never existed, were used or are too old. */
async function unusable(context: Context, parts: WebParts): Promise<Response> {
  const title = "This link doesn't work any more";
  const isIn = (await signedIn(context, parts, "person")) !== undefined;
  const body = html`<h1>${title}</h1>
<p>Each link signs in one browser, once, within 15 minutes. To get a new one, send the bot “page me” in chat, or “page admin” for the bot's state.</p>
${isIn ? html`<p>This browser is signed in already. <a href="${parts.addresses.me()}">Your page</a></p>` : ""}`;
  keepPrivate(context);
  return context.html(layout(parts, { title, isHidden: true, body }), 404);
}
