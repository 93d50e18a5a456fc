/**
 * What is wrong with the page that is shown, as sentences. Runs in the browser, so it uses nothing from outside.
 */
export function lookAt() {
  const faults = [];
  const describe = (element) => element.outerHTML.slice(0, 120);
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.querySelectorAll("main *, header *, footer *")].find(
      (element) => element.getBoundingClientRect().right > root.clientWidth + 1,
    );
    faults.push(
      `scrolls sideways by ${root.scrollWidth - root.clientWidth} px${wide ? `: ${describe(wide)}` : ""}`,
    );
  }
  if (document.querySelectorAll("h1").length !== 1) faults.push("has not one main heading");
  if (document.title.trim() === "" || root.lang === "") faults.push("has no title or language");
  for (const element of document.querySelectorAll("*")) {
    const { localName: name } = element;
    const isInline = name === "style" || (name === "script" && !element.hasAttribute("src"));
    const attribute = [...element.attributes].find(
      (one) => one.name === "style" || one.name.startsWith("on"),
    );
    if (isInline || attribute) faults.push(`has style or script in it: ${describe(element)}`);
    if (["iframe", "object", "embed", "base"].includes(name)) faults.push(`holds ${describe(element)}`);
  }
  for (const image of document.querySelectorAll("img"))
    if (image.checkVisibility() && image.complete && image.naturalWidth === 0)
      faults.push(`no picture: ${describe(image)}`);
  if (/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/u.test(root.textContent ?? ""))
    faults.push("holds a turn of direction");
  // Names beside each other stand in their order, whatever the direction of each.
  for (const after of document.querySelectorAll("bdi + bdi")) {
    const before = after.previousElementSibling;
    const [end, start] = [[...(before?.getClientRects() ?? [])].at(-1), after.getClientRects()[0]];
    const isOneLine = end && start && Math.abs(end.top - start.top) < 4;
    if (isOneLine && start.left < end.right - 1)
      faults.push(`has its words in another order: ${describe(after)}`);
  }
  return faults;
}
