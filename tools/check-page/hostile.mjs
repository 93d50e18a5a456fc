// A thousand texts that have broken pages elsewhere: as titles, as queries and as ids.
import { join } from "node:path";
import { openTab } from "./browser.mjs";

const AT_ONCE = 4;
/** A browser looks at each so many of the addresses; the server is asked for all, and what it sends is read. */
const EACH = 12;

export async function checkHostile(browser, lab, { faults, progress, root }) {
  const { Parser } = await import(join(root, "node_modules/htmlparser2/dist/esm/index.js"));
  const { titles, queries, ids } = lab.hostile;
  const first = 10_063;
  const asked = [
    ...titles.map((_, at) => `/paper/arxiv/2611.${first + at}`),
    ...queries.map((query) => `/search?q=${encodeURIComponent(query.toWellFormed())}`),
    ...ids.map((id, at) => address(id, at)),
  ];
  /** Files are no pages: a browser would save them. */
  const isPage = new Set();
  await inParallel(asked, async (path, at) => {
    progress(`hostile texts: ${at + 1} of ${asked.length}`);
    const answer = await fetch(lab.base + path, { redirect: "manual" });
    if (answer.status >= 500) faults.push(`${path}: ${answer.status}`);
    if (answer.headers.has("set-cookie")) faults.push(`${path}: a header was let in`);
    const text = await answer.text();
    if (!(answer.headers.get("content-type") ?? "").startsWith("text/html")) return;
    isPage.add(path);
    for (const fault of faultsOf(text, Parser)) faults.push(`${path}: ${fault}`);
  });
  const pages = Math.ceil((titles.length + 63) / 50);
  const lists = Array.from({ length: pages }, (_, at) => `/day/2026-11-20?page=${at + 1}`);
  const looked = [...lists, ...asked.filter((path, at) => at % EACH === 0 && isPage.has(path))];
  const tabs = [];
  await inParallel(looked, async (path, at, worker) => {
    progress(`hostile texts in the browser: ${at + 1} of ${looked.length}`);
    tabs[worker] ??= openTab(browser, { ...lab, scripts: true, faults });
    const { page, look } = await tabs[worker];
    await page.goto(path, { waitUntil: "load" });
    await look({ width: 320, scheme: "light" });
    await look({ width: 1280, scheme: "dark" });
  });
  for (const tab of tabs) await (await tab)?.close();
  return asked.length;
}

/** An id in the places where one is taken from an address. */
function address(id, at) {
  const text = encodeURIComponent(id.toWellFormed());
  // Some as they are: a server is sent what is no address, too.
  const raw = id.toWellFormed().replaceAll(/[\s#?\\]/gu, "_");
  return [
    `/paper/${text}`,
    `/paper/arxiv/${text}`,
    `/cite/doi/${text}.bib`,
    `/author/${text}`,
    `/category/${text}`,
    `/day/${text}`,
    `/week/${text}`,
    `/c/${text}/`,
    `/open/${text}`,
    `/m/${text}`,
    `/paper/${raw}`,
    `/trending?period=${text}`,
    `/search/feed.atom?q=${text}`,
    `/?page=${text}`,
  ][at % 14];
}

/** What a title or a query has put into a page. */
function faultsOf(text, Parser) {
  const faults = [];
  let scripts = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === "script") scripts += 1;
      if (["style", "iframe", "object", "embed", "base"].includes(name)) faults.push(`holds <${name}>`);
      for (const [attribute, value] of Object.entries(attributes)) {
        if (attribute === "style" || attribute.startsWith("on")) faults.push(`<${name}> has ${attribute}`);
        const isAddress = ["href", "src", "action"].includes(attribute);
        if (isAddress && /^\s*(?:javascript|data):/iu.test(value)) faults.push(`<${name}> leads to ${value}`);
      }
    },
    ontext(data) {
      if (/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/u.test(data))
        faults.push("holds a turn of direction");
    },
  });
  parser.end(text);
  if (scripts !== 1) faults.push(`has ${scripts} scripts`);
  return faults;
}

async function inParallel(all, work) {
  let next = 0;
  const worker = async (_, number) => {
    for (let at = next++; at < all.length; at = next++) await work(all[at], at, number);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
