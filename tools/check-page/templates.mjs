// Every page that there is, as it looks on a phone and on a desk, by day and by night, with and without scripts.
import { join } from "node:path";
import { openTab } from "./browser.mjs";

const PHONE = 320;
const DESK = 1280;
/** Each width in each colour scheme. */
const LOOKS = [
  { width: PHONE, scheme: "light" },
  { width: DESK, scheme: "light" },
  { width: DESK, scheme: "dark" },
  { width: PHONE, scheme: "dark" },
];

/** Pages side by side: the server is in this process, and the browser has its own. */
const AT_ONCE = 3;

/** Looks at all of them. Resolves to the links and forms that were on them. */
export async function checkTemplates(browser, lab, { faults, progress, shots }) {
  const all = [...lab.visits].flatMap(([route, visits]) => visits.map((visit) => ({ route, visit })));
  for (const [route, visits] of lab.visits)
    if (visits.length === 0) faults.push(`${route}: nobody has said an address`);
  const seen = { links: new Set(), forms: new Map(), pages: 0 };
  let next = 0;
  const work = async () => {
    const tabs = { on: await openTab(browser, { ...lab, scripts: true, faults }) };
    tabs.off = await openTab(browser, { ...lab, scripts: false, faults });
    for (let at = next++; at < all.length; at = next++) {
      progress(`pages: ${at + 1} of ${all.length}`);
      await checkOne(all[at], lab, { tabs, faults, seen, shots });
    }
    await tabs.on.close();
    await tabs.off.close();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return seen;
}

async function checkOne({ route, visit }, lab, { tabs, faults, seen, shots }) {
  const path = visit.path(lab.ann);
  const cookie = lab.cookieFor(visit, lab.ann);
  const answer = await fetch(lab.base + path, { headers: { cookie }, redirect: "manual" });
  const expected = visit.status ?? 200;
  if (answer.status !== expected) faults.push(`${path}: ${answer.status} in place of ${expected}`);
  const answering = lab.routeOf("GET", new URL(path, lab.base).pathname);
  if (expected < 400 && answering !== route)
    faults.push(`${path}: answered by ${answering}, not by ${route}`);
  const type = answer.headers.get("content-type") ?? "";
  const text = await answer.text();
  if (type.startsWith("image/svg") && /<style|<script|style=|\son[a-z]+=/u.test(text))
    faults.push(`${path}: style or script in a picture`);
  if (!type.startsWith("text/html") || expected === 302) return;
  seen.pages += 1;
  for (const [name, tab] of Object.entries(tabs)) {
    await tab.cookies(cookie);
    await tab.page.goto(path, { waitUntil: "load" });
    for (const [at, look] of LOOKS.entries()) {
      if (name === "off" && at % 2 === 1) continue;
      await tab.look(look);
      // Contrast depends on the colours, the size of targets on the width. Axe itself is a script.
      if (name === "on" && at % 2 === 0) await tab.axe(`${look.width} px, ${look.scheme}`);
      if (shots && name === "on")
        await tab.page.screenshot({
          path: join(
            shots,
            `${path.replaceAll(/[^\w.-]+/gu, "_").slice(0, 80)}-${look.width}-${look.scheme}.png`,
          ),
          fullPage: true,
          // Or a style is put on each field.
          caret: "initial",
        });
    }
  }
  const found = await tabs.off.page.evaluate(() => ({
    links: [...document.querySelectorAll("a[href]")].map(({ href }) => href),
    forms: [...document.querySelectorAll("form[method=post]")].map(({ action }) => action),
  }));
  for (const link of found.links.map((one) => one.split("#")[0]))
    if (link.startsWith(lab.base) && link !== lab.base + path) seen.links.add(`${cookie}\n${link}`);
  for (const action of found.forms) {
    const form = lab.routeOf("POST", new URL(action).pathname);
    if (!seen.forms.has(form)) seen.forms.set(form, visit);
  }
}
