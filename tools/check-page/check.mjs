// `npm run check:page [-- --shots FOLDER]`: tries every page of an invented lab in a real browser, with and without scripts, on
// a phone and on a desk, in light and dark, by mouse and by keyboard, and on paper. Exit status 1 if anything is wrong; 3 where
// there is no Chromium. --shots keeps a picture of each page in that folder.
import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findChromium, launch } from "./browser.mjs";
import { checkHostile } from "./hostile.mjs";
import { serveLab } from "./serve.mjs";
import { checkTemplates } from "./templates.mjs";
import { checkForms, checkJourney, checkKeyboard, checkLinks, checkPrint } from "./ways.mjs";

const NO_BROWSER = 3;

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..", "..");
const { shots } = parseArgs({ options: { shots: { type: "string" } } }).values;
const chromium = findChromium();
if (chromium === undefined) {
  process.stderr.write(
    "There is no Chromium here. Install it (apt-get install chromium), or set CHROMIUM to where it is.\n",
  );
  process.exit(NO_BROWSER);
}
if (shots !== undefined) mkdirSync(shots, { recursive: true });

const began = performance.now();
const faults = [];
const lab = await serveLab(root);
const browser = await launch(chromium);
const parts = { faults, progress: createProgress(), root, shots };
let seen = { pages: 0, links: new Set(), forms: new Map() };
let hostile = 0;
try {
  seen = await checkTemplates(browser, lab, parts);
  for (const scripts of [true, false])
    for (const width of [320, 1280]) await checkJourney(browser, lab, { faults, scripts, width });
  await checkKeyboard(browser, lab, parts);
  await checkPrint(browser, lab, parts);
  await checkLinks(lab, seen.links, parts);
  hostile = await checkHostile(browser, lab, parts);
  // Last, because they end what Ann's links and cookies open.
  await checkForms(browser, lab, seen.forms, parts);
} catch (error) {
  faults.push(`the check could not go on: ${error.stack}`);
} finally {
  await browser.close();
  await lab.close();
}
for (const { message, fields } of lab.errors())
  faults.push(`the log has: ${message} ${fields.err?.stack ?? ""}`);

const seconds = Math.round((performance.now() - began) / 1000);
process.stdout.write(
  `${lab.visits.size} routes, ${seen.pages} pages, ${seen.links.size} links, ${seen.forms.size} forms, ${hostile} hostile texts in ${seconds} s\n`,
);
for (const fault of new Set(faults)) process.stdout.write(`${fault}\n`);
process.stdout.write(faults.length === 0 ? "nothing is wrong\n" : `${new Set(faults).size} faults\n`);
process.exitCode = faults.length === 0 ? 0 : 1;

/** Says how far it has come, at most twice a second. */
function createProgress() {
  let said = 0;
  return (line) => {
    if (performance.now() - said < 500) return;
    said = performance.now();
    process.stderr.write(`${line}\n`);
  };
}
