import type { Context, Hono } from "hono";
import { INTAKE_PATH, intakePicture } from "../charts/intake-figure.ts";
import type { WebParts } from "../parts.ts";
import { asViewer } from "../session.ts";
import { authorPage } from "./author.ts";
import { categoriesPage, categoryPage } from "./category.ts";
import { citeFile } from "./cite.ts";
import { dayPage, homePage } from "./day.ts";
import { paperPage } from "./paper.ts";
import { searchPage } from "./search.ts";
import { monthPage, weekPage } from "./span.ts";
import { trendingPage } from "./trending.ts";

type Page = (context: Context, parts: WebParts) => Promise<Response>;

const PAGES: Readonly<Record<string, Page>> = {
  "/": homePage,
  "/day/:day": dayPage,
  "/week": weekPage,
  "/week/:week": weekPage,
  "/month": monthPage,
  "/month/:month": monthPage,
  "/trending": trendingPage,
  "/search": searchPage,
  "/paper/*": paperPage,
  "/cite/*": citeFile,
  "/author/:name": authorPage,
  "/categories": categoriesPage,
  "/category/:category": categoryPage,
  [INTAKE_PATH]: intakePicture,
};

/** The public pages: papers and lists of them. Never a vote, a name or a channel of the lab. */
export function mountLibrary(app: Hono, parts: WebParts): void {
  for (const [path, page] of Object.entries(PAGES))
    app.get(path, async (context) => page(context, await asViewer(context, parts)));
}
