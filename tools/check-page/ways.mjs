// How people move about: by links and forms, by the keyboard alone, and on paper.
import { openTab } from "./browser.mjs";

/** What ends something for good comes last. */
const LAST = /forget$|^\/m\/:token$/u;
const AT_ONCE = 8;

/** Follows every link that was on any page. */
export async function checkLinks(lab, links, { faults, progress }) {
  const all = [...links];
  let next = 0;
  const work = async () => {
    for (let at = next++; at < all.length; at = next++) {
      progress(`links: ${at + 1} of ${all.length}`);
      const [cookie, link] = all[at].split("\n");
      const { status } = await fetch(link, { headers: { cookie }, redirect: "manual" });
      // An example of a query may name a paper that this library does not have, and is answered with that.
      const isExplained = status === 400 && link.startsWith(`${lab.base}/search?`);
      if (status >= 400 && !isExplained)
        faults.push(`${link.replace(lab.base, "")}: ${status}, and a page leads there`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Sends each form once, where scripts don't run. */
export async function checkForms(browser, lab, forms, { faults, progress }) {
  for (const route of lab.forms.keys())
    if (!forms.has(route)) faults.push(`${route}: no page has a form for it`);
  const all = [...forms].sort(([a], [b]) => Number(LAST.test(a)) - Number(LAST.test(b)));
  const tab = await openTab(browser, { ...lab, scripts: false, faults });
  const reader = await openTab(browser, { ...lab, scripts: true, faults });
  for (const [at, [route, visit]] of all.entries()) {
    progress(`forms: ${at + 1} of ${all.length}, ${route}`);
    // The form before may have signed out.
    const keys = await lab.newKeys();
    await tab.cookies(lab.cookieFor(visit, keys));
    await tab.page.goto(visit.path(keys));
    // What is folded away is opened as people do.
    await tab.page.evaluate(() => {
      for (const one of document.querySelectorAll("details")) one.open = true;
    });
    const actions = await tab.page.evaluate(() =>
      [...document.querySelectorAll("form[method=post]")].map((form) => form.getAttribute("action")),
    );
    const action = actions.find((one) => lab.routeOf("POST", one) === route);
    if (action === undefined) {
      faults.push(`${route}: its form is gone from ${tab.page.url()}`);
      continue;
    }
    const form = `form[method=post][action="${action}"]`;
    const id = await tab.page.locator(form).first().getAttribute("id");
    // Its button may stand elsewhere on the page.
    const button = tab.page
      .locator(id === null ? `${form} button` : `${form} button, button[form="${id}"]`)
      .first();
    // What is filled in already is left as it is.
    for (const field of await tab.page.locator(`${form} [required]`).all())
      if ((await field.inputValue()) === "") await field.fill("garden robots");
    const isSent = (answer) => answer.request().method() === "POST";
    const [answer] = await Promise.all([tab.page.waitForResponse(isSent), button.click()]);
    await tab.page.waitForLoadState("load");
    if (answer.status() >= 400)
      faults.push(`${route}: ${answer.status()} after its button on ${visit.path(keys)}`);
    await tab.look({ width: 320, scheme: "light" });
    // Axe needs scripts: it gets the same answer where they run.
    const body = await tab.page.content();
    await reader.page.route("**/after-a-form", (request) =>
      request.fulfill({ contentType: "text/html", body }),
    );
    await reader.page.goto("/after-a-form");
    await reader.axe(`after ${route}`);
    await reader.page.unrouteAll();
  }
  await tab.close();
  await reader.close();
}

/** What somebody looking for a paper does, with the mouse. */
export async function checkJourney(browser, lab, { faults, scripts, width }) {
  const tab = await openTab(browser, { ...lab, scripts, faults });
  const { page } = tab;
  await page.setViewportSize({ width, height: 900 });
  await page.goto("/");
  const click = async (locator, expected) => {
    await Promise.all([page.waitForNavigation(), locator.first().click()]);
    if (!expected.test(page.url())) tab.report(`a click led here, not to ${expected}`);
  };
  const nav = page.locator("header nav");
  await click(nav.getByRole("link", { name: "Week" }), /\/week$/u);
  await click(nav.getByRole("link", { name: "Month" }), /\/month$/u);
  await click(nav.getByRole("link", { name: "Trending" }), /\/trending$/u);
  await click(nav.getByRole("link", { name: "Today" }), /\/$/u);
  await click(page.getByRole("link", { name: "Next page" }), /\?page=2$/u);
  await page.getByLabel("Search papers").fill("streaming video");
  await click(page.getByRole("button", { name: "Search" }), /\/search\?q=streaming/u);
  await click(page.locator("main .paper a"), /\/paper\//u);
  await page.getByText("BibTeX").click();
  if (!(await page.locator("#cite-bib").isVisible())) tab.report("the reference does not open");
  if ((await page.getByRole("button", { name: "Copy" }).first().isVisible()) !== scripts)
    tab.report("a button to copy is for where scripts run, and there alone");
  if (scripts) await checkCopying(tab);
  await click(page.locator(".authors a"), /\/author\//u);
  await tab.close();
}

async function checkCopying({ page, report }) {
  await page.getByRole("button", { name: "Copy" }).first().click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  if (copied !== (await page.locator("#cite-bib").textContent())) report("something else was copied");
}

/** The keyboard alone: what is reached is seen to be, the frame can be skipped, and keys lead from paper to paper. */
export async function checkKeyboard(browser, lab, { faults }) {
  const tab = await openTab(browser, { ...lab, scripts: true, faults });
  const { page, report } = tab;
  await page.goto("/");
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const isMarked =
        (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1) || boxShadow !== "none";
      const papers = [...document.querySelectorAll("main .paper h2 a, main .paper h3 a")];
      return {
        name: element.outerHTML.slice(0, 100),
        id: element.id,
        href: element.getAttribute("href"),
        isSeen: isMarked && box.width > 0 && box.right > 0 && box.bottom > 0,
        paper: papers.indexOf(element),
      };
    });
  for (let stop = 0; stop < 12; stop += 1) {
    await page.keyboard.press("Tab");
    const { name, href, isSeen } = await focused();
    if (stop === 0 && href !== "#main")
      report(`the first stop is not the link that skips the frame: ${name}`);
    if (!isSeen) report(`nothing shows that the keyboard is at ${name}`);
  }
  await page.goto("/");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  if ((await focused()).id !== "main") report("the frame is not skipped");
  const walk = [
    ["j", 0],
    ["j", 1],
    ["k", 0],
    ["k", 0],
  ];
  for (const [key, paper] of walk) {
    await page.keyboard.press(key);
    if ((await focused()).paper !== paper) report(`${key} does not lead to paper ${paper + 1}`);
  }
  await page.keyboard.press("/");
  if ((await focused()).id !== "q") report("/ does not lead to the search box");
  await page.keyboard.type("jk");
  if ((await page.getByLabel("Search papers").inputValue()) !== "jk")
    report("keys are taken away from the search box");
  await tab.close();
}

/** On paper, nothing is for pressing, and nothing is dark. */
export async function checkPrint(browser, lab, { faults }) {
  const tab = await openTab(browser, { ...lab, scripts: true, faults });
  const { page, report } = tab;
  for (const path of ["/", "/paper/arxiv/2611.00101"]) {
    await page.goto(path);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const shown = await page.evaluate(() =>
      ["header nav", "form", "button", ".skip", "nav.turn"].filter((selector) =>
        [...document.querySelectorAll(selector)].some((element) => element.checkVisibility()),
      ),
    );
    if (shown.length > 0) report(`on paper one sees ${shown.join(", ")}`);
    const colours = await page.evaluate(() => {
      const { color } = getComputedStyle(document.body);
      return { ink: color, paper: getComputedStyle(document.documentElement).backgroundColor };
    });
    if (brightness(colours.ink) > 100) report(`on paper the ink is ${colours.ink}`);
    if (!/, 0\)$/u.test(colours.paper) && brightness(colours.paper) < 200)
      report(`on paper the ground is ${colours.paper}`);
    if ((await page.pdf()).length < 1000) report("nothing is printed");
  }
  await tab.close();
}

function brightness(colour) {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/gu) ?? []).map(Number);
  return (red + green + blue) / 3;
}
