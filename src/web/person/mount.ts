import type { Context, Hono } from "hono";
import { mountFeedback } from "../feedback/mount.ts";
import { onForm, seeOther } from "../forms.ts";
import type { WebParts } from "../parts.ts";
import { dropCookie, keepPrivate, notSignedIn, signedIn, signOut, withViewer } from "../session.ts";
import { dataPage, exportFile, forgetAll, forgetPage } from "./data.ts";
import { changeFollows, followsPage } from "./follows.ts";
import { forYouPage } from "./for-you.ts";
import type { PersonParts } from "./own-page.ts";
import { changeProfile, profilePage } from "./profile.ts";
import { savedPage } from "./saved.ts";

type Page = (context: Context, parts: PersonParts) => Promise<Response>;
type Change = (context: Context, parts: PersonParts, fields: URLSearchParams) => Promise<Response>;

const PAGES: Readonly<Record<string, Page>> = {
  "": forYouPage,
  "/saved": savedPage,
  "/follows": (context, parts) => followsPage(context, parts),
  "/profile": profilePage,
  "/data": dataPage,
  "/export": exportFile,
  "/forget": forgetPage,
};

const CHANGES: Readonly<Record<string, Change>> = {
  "/follows": changeFollows,
  "/profile": changeProfile,
  "/forget": async (context, parts) => {
    dropCookie(context, parts, "person");
    return forgetAll(context, parts);
  },
  "/sign-out": async (context, parts) => {
    await signOut(context, parts, "person");
    return seeOther(context, parts.addresses.home());
  },
  "/sign-out-everywhere": async (context, parts) => {
    await parts.services.access.signIns.signOutEverywhere(parts.viewer.who);
    dropCookie(context, parts, "person");
    return seeOther(context, parts.addresses.home());
  },
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
  for (const [rest, change] of Object.entries(CHANGES))
    onForm(app, `/me${rest}`, parts, "person", (context, session, fields) =>
      change(context, withViewer(context, parts, session), fields),
    );
  mountFeedback(app, parts);
}
