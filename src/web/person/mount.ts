import type { Context, Hono } from "hono";
import { onForm, seeOther } from "../forms.ts";
import type { WebParts } from "../parts.ts";
import { endSession, keepPrivate, notSignedIn, signedIn } from "../session.ts";
import type { PersonParts } from "./own-page.ts";
import { savedPage } from "./saved.ts";

type Page = (context: Context, parts: PersonParts) => Promise<Response>;

const PAGES: Readonly<Record<string, Page>> = {
  "": savedPage,
};

/** The pages of whoever is signed in. */
export function mountPerson(app: Hono, parts: WebParts): void {
  for (const [rest, page] of Object.entries(PAGES))
    app.get(`/me${rest}`, async (context) => {
      keepPrivate(context);
      const viewer = await signedIn(context, parts, "person");
      return viewer ? page(context, { ...parts, viewer }) : notSignedIn(context, parts, "person");
    });
  onForm(app, "/me/sign-out", parts, "person", async (context) => {
    await endSession(context, parts, "person");
    return seeOther(context, parts.addresses.home());
  });
}
