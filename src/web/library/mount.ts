import type { Hono } from "hono";
import type { WebParts } from "../parts.ts";
import { newestPage } from "./newest.ts";
import { paperPage } from "./paper.ts";

/** What is public anyway: papers and where they are listed. Never a vote, a name or a channel of the lab. */
export function mountLibrary(app: Hono, parts: WebParts): void {
  app.get("/", (context) => newestPage(context, parts));
  app.get("/paper/:kind/:rest{.+}", (context) => paperPage(context, parts));
}
