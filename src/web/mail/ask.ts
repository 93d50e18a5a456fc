import type { HttpBindings } from "@hono/node-server";
import type { Context, Hono } from "hono";
import { html } from "hono/html";
import { createRateLimit } from "../../async/rate-limit.ts";
import { UserError } from "../../errors.ts";
import { createVisitorOf } from "../../http/visitor.ts";
import type { MailByLink, TypedMail } from "../../mail/mail.ts";
import { readCategory } from "../../papers/category.ts";
import { HOUR_MS } from "../../time/day.ts";
import { TOKEN_FIELD } from "../form-token.ts";
import { isFromElsewhere, refused } from "../forms.ts";
import { refuse, tooMany } from "../limits/refusal.ts";
import type { WebParts } from "../parts.ts";
import { plain } from "../plain.ts";
import { readSearch, textOf } from "./fields.ts";
import { OFTEN, TRAP_FIELD } from "./form.ts";
import { mailPage } from "./pages.ts";

/** Mails that one visitor can have sent in an hour: a few people may share an IP address. */
const MOST_OF_VISITOR = 5;
const VISITORS = 10_000;

/**
 * Takes the form by which people who are in no chat ask for papers by mail. It only ever sends a link, and says the same whatever is
 * known of the address.
 */
export function mountAskForMail(app: Hono, parts: WebParts, byLink: MailByLink): void {
  const { trustedProxies = 0, elapsed = () => performance.now() } = parts;
  const visitorOf = createVisitorOf(trustedProxies);
  const limit = createRateLimit({
    most: MOST_OF_VISITOR,
    windowMs: HOUR_MS,
    keys: VISITORS,
    now: elapsed,
  });
  app.post(
    parts.addresses.askForMail().slice(parts.addresses.base.length),
    async (context: Context<{ Bindings: Partial<HttpBindings> }>) => {
      const fields = new URLSearchParams(await context.req.text());
      const isOurs = !isFromElsewhere(context, parts) && byLink.isFormToken(fields.get(TOKEN_FIELD) ?? "");
      if (!isOurs) return refused(context, parts);
      const asker = context.env?.incoming;
      const seconds = asker === undefined ? 0 : limit.take(visitorOf(asker));
      if (seconds > 0) return refuse(context, parts, tooMany(seconds));
      try {
        if (fields.get(TRAP_FIELD)) return sent(context, parts);
        await byLink.ask(fields.get("address") ?? "", await readForm(fields, parts));
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        const text = html`<p class="lead warn" role="alert">${plain(error.message)}</p>
<p>Go back and change it.</p>`;
        return mailPage(context, parts, "That wasn't sent", text, 400);
      }
      return sent(context, parts);
    },
  );
}

function sent(context: Context, parts: WebParts) {
  return mailPage(
    context,
    parts,
    "Look in your inbox",
    html`<p class="lead">If papers can be mailed to that address, a link is on its way there. Open it within a day, and press the button.</p>
<p>Nothing there after a few minutes? Look in your spam folder. One link an hour goes to an address.</p>`,
  );
}

/** What the form asks for. Throws a UserError for a query or a category that cannot be. */
async function readForm(fields: URLSearchParams, { services }: WebParts): Promise<TypedMail> {
  const often = Object.entries(OFTEN).find(([value]) => value === fields.get("often"))?.[1];
  const when = {
    ...(often ?? OFTEN.weekdays).typed,
    time: textOf(fields, "time"),
    timezone: textOf(fields, "timezone"),
  };
  switch (fields.get("what")) {
    case "search": {
      const search = await readSearch(fields.get("query") ?? "", services);
      return { ...when, what: "search", search };
    }
    case "category": {
      const categories = readCategory(fields.get("category") ?? "");
      if (categories === undefined) throw new UserError("There is no such category.");
      return { ...when, what: "trending", categories };
    }
    default:
      return { ...when, what: "trending" };
  }
}
