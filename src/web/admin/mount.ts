import type { Context, Hono } from "hono";
import { readState } from "../../present/status/state.ts";
import { notFound } from "../errors.ts";
import { onForm, seeOther } from "../forms.ts";
import type { WebParts } from "../parts.ts";
import { keepPrivate, notSignedIn, signedIn, signOut } from "../session.ts";
import { adminOf } from "./admin.ts";
import { doctorPage } from "./doctor.ts";
import { statePage } from "./page.ts";

/** The state of the bot, for admins who are signed in. */
export function mountAdmin(app: Hono, parts: WebParts): void {
  const { addresses, services } = parts;
  app.get("/admin", async (context: Context) => {
    keepPrivate(context);
    const session = await signedIn(context, parts, "admin");
    return session
      ? statePage(context, parts, await adminOf(session, parts))
      : notSignedIn(context, parts, "admin");
  });
  app.get("/admin/doctor", async (context: Context) => {
    keepPrivate(context);
    const session = await signedIn(context, parts, "admin");
    return session
      ? doctorPage(context, parts, await adminOf(session, parts))
      : notSignedIn(context, parts, "admin");
  });
  onForm(app, "/admin/settle", parts, "admin", async (context, session, fields) => {
    const { seer } = await adminOf(session, parts);
    const { channels } = await readState(services, seer);
    const id = fields.get("post");
    const row = channels.flatMap(({ lost }) => lost).find((one) => one.id === id);
    const answer = ANSWERS.find((one) => one === fields.get("answer"));
    if (!answer) return notFound(context, parts, "Choose whether to post it again.");
    if (!row || !(await services.delivery.settle(row, answer)))
      return notFound(
        context,
        parts,
        "That post isn't in question any more. It may have been answered already.",
      );
    return seeOther(context, addresses.admin());
  });
  onForm(app, "/admin/sign-out", parts, "admin", async (context) => {
    await signOut(context, parts, "admin");
    return seeOther(context, addresses.home());
  });
}

const ANSWERS = ["post", "drop"] as const;
