// Debian's own Chromium, driven without downloading another.
import { accessSync, constants, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import { lookAt } from "./look-at.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** WCAG 2.2 A and AA, with all that they take over from before. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** Where the browser is: CHROMIUM, or the first of its names on the path; undefined where there is none. */
export function findChromium(env = process.env) {
  const places = (env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [env.CHROMIUM, ...places].find((file) => {
    try {
      accessSync(file ?? "", constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

export function launch(executablePath) {
  const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"];
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", ...quiet] });
}

/** A browser of one person, with or without scripts. All that goes wrong in it is added to `faults`. */
export async function openTab(browser, { base, scripts, faults }) {
  const context = await browser.newContext({
    javaScriptEnabled: scripts,
    baseURL: base,
    reducedMotion: "reduce",
  });
  if (scripts) await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const report = (text) => faults.push(`${page.url().replace(base, "")}: ${text}`);
  page.on("dialog", (dialog) => {
    report(`a dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  page.on("pageerror", (error) => report(`a script failed: ${error.message}`));
  page.on("console", (message) => {
    // That a page is missing is said by its status, which is looked at.
    const isStatus = message.text().startsWith("Failed to load resource: the server responded");
    if (["error", "warning"].includes(message.type()) && !isStatus)
      report(`the console says: ${message.text()}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(`${base}/`)) report(`asks another host: ${request.url()}`);
  });
  return {
    page,
    report,
    async cookies(header) {
      await context.clearCookies();
      const pairs = header.split("; ").filter(Boolean);
      await context.addCookies(
        pairs.map((pair) => ({ name: pair.split("=")[0], value: pair.split("=")[1], url: base })),
      );
    },
    async look({ width, scheme }) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: scheme });
      for (const fault of await page.evaluate(lookAt)) report(`${fault} (${width} px, ${scheme})`);
    },
    async axe(name) {
      if (!(await page.evaluate("typeof axe === 'object'"))) await page.evaluate(AXE);
      const violations = await page.evaluate(
        (values) =>
          globalThis.axe
            .run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] })
            .then(({ violations }) =>
              violations.map(
                ({ id, nodes }) =>
                  `${id}: ${nodes
                    .slice(0, 2)
                    .map(({ html }) => html.slice(0, 160))
                    .join(" | ")}`,
              ),
            ),
        RULES,
      );
      for (const violation of violations) report(`axe, ${name}: ${violation}`);
    },
    close: () => context.close(),
  };
}
