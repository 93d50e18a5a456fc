import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Hono } from "hono";

interface Asset {
  readonly content: string;
  readonly type: string;
  /** A hash of the content, so that browsers may cache the file for good. */
  readonly version: string;
}

/** The files that pages need: the style sheet, the icon, and one optional script. */
export type Assets = Readonly<Record<"style.css" | "page.js" | "icon.svg", Asset>>;

/** Reads them from a folder, once. */
export function readAssets(folder: string): Assets {
  const read = (name: string, type: string): Asset => {
    const content = readFileSync(join(folder, name), "utf8");
    return { content, type, version: createHash("sha256").update(content).digest("hex").slice(0, 12) };
  };
  return {
    "style.css": read("style.css", "text/css; charset=utf-8"),
    "page.js": read("page.js", "text/javascript; charset=utf-8"),
    "icon.svg": read("icon.svg", "image/svg+xml; charset=utf-8"),
  };
}

export function mountAssets(app: Hono, assets: Assets): void {
  for (const [name, { content, type, version }] of Object.entries(assets))
    app.get(`/assets/${name}`, (context) => {
      // An older page may ask for an older file, and gets the present one: not to be kept under that name.
      const keep = context.req.query("v") === version ? "public, max-age=31536000, immutable" : "no-cache";
      return context.body(content, 200, { "content-type": type, "cache-control": keep });
    });
}
