import type { Context, Hono } from "hono";
import { mountFeedback } from "../feedback/mount.ts";
import { onForm, seeOther } from "../forms.ts";
import type { WebParts } from "../parts.ts";
import { endSession, keepPrivate, notSignedIn, signedIn, withViewer } from "../session.ts";
import type { PersonParts } from "./own-page.ts";
import { savedPage } from "./saved.ts";

type Page = (context: Context, parts: PersonParts) => Promise<Response>;

const PAGES: Readonly<Record<string, Page>> = {
  "": savedPage,
  "/saved": savedPage,
};

/** The pages of whoever is signed in. */
export function mountPerson(app: Hono, parts: WebParts): void {
  for (const [rest, page] of Object.entries(PAGES))
    app.get(`/me${rest}`, async (context) => {
      keepPrivate(context);
      const session = await signedIn(context, parts, "person");
      return session
        ? page(context, withViewer(context, parts, session))
        : notSignedIn(context, parts, "person");
    });
  mountFeedback(app, parts);
  onForm(app, "/me/sign-out", parts, "person", async (context) => {
    await endSession(context, parts, "person");
    return seeOther(context, parts.addresses.home());
  });
}
