import { SaxesParser } from "saxes";

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

const NAMESPACE = "http://www.w3.org/2005/Atom";
const ONCE = ["id", "title", "updated", "subtitle", "generator", "published", "summary", "content"];
const KNOWN = {
  feed: ["id", "title", "subtitle", "updated", "author", "generator", "link", "category", "entry"],
  entry: ["id", "title", "link", "published", "updated", "author", "category", "summary", "content"],
} as const;

/**
 * What RFC 4287 forbids, found in a document: nothing is well. The reading is strict: a document that is not well-formed XML 1.0 is
 * one fault, as a character is that no document may hold.
 */
export function atomFaults(document: string): readonly string[] {
  let root: Element;
  try {
    root = readStrictly(document);
  } catch (error) {
    return [`not well-formed: ${String(error)}`];
  }
  if (root.name !== "feed" || root.attributes.xmlns !== NAMESPACE) return ["the root is no Atom feed"];
  const entries = named(root, "entry");
  const ids = entries.map((entry) => text(entry, "id"));
  return [
    ...faultsOf(root, "feed"),
    ...entries.flatMap((entry) => faultsOf(entry, "entry")),
    ...(named(root, "author").length === 0 && entries.some((entry) => named(entry, "author").length === 0)
      ? ["an entry without an author in a feed without one"]
      : []),
    ...(new Set(ids).size < ids.length ? ["two entries have one id"] : []),
  ];
}

function faultsOf(element: Element, kind: "feed" | "entry"): string[] {
  const faults: string[] = [];
  for (const { name } of element.children)
    if (!KNOWN[kind].some((known) => known === name)) faults.push(`${kind} holds ${name}`);
  for (const name of ONCE)
    if (named(element, name).length > 1) faults.push(`${kind} has more than one ${name}`);
  for (const name of ["id", "title", "updated"])
    if (named(element, name).length === 0) faults.push(`${kind} has no ${name}`);
  if (!isIri(text(element, "id"))) faults.push(`no IRI as an id: ${text(element, "id")}`);
  for (const name of ["updated", "published"])
    for (const one of named(element, name))
      if (!isInstant(one.text)) faults.push(`${name} is no date of RFC 3339: ${one.text}`);
  for (const person of named(element, "author"))
    if (text(person, "name").trim() === "") faults.push("an author without a name");
  for (const { attributes } of named(element, "category"))
    if ((attributes.term ?? "") === "") faults.push("a category without a term");
  faults.push(...linkFaults(element, kind));
  if (kind === "entry" && named(element, "content").length === 0 && links(element, "alternate").length === 0)
    faults.push("an entry with neither content nor an alternate");
  for (const name of ["title", "subtitle", "summary", "content"])
    for (const { attributes, children } of named(element, name)) {
      if (!["text", "html"].includes(attributes.type ?? "text")) faults.push(`${name} of another type`);
      if (children.length > 0) faults.push(`${name} holds elements`);
    }
  return faults;
}

function linkFaults(element: Element, kind: string): string[] {
  const all = named(element, "link");
  const faults = all.flatMap(({ attributes: { href = "", type = "" } }) => [
    ...(URL.canParse(href) ? [] : [`a link to nowhere: ${href}`]),
    ...(/^[a-z]{1,20}\/[a-z+.-]{1,40}$/.test(type) ? [] : [`a link of no type: ${type}`]),
  ]);
  if (links(element, "alternate").length > 1) faults.push(`${kind} has alternates of one type and language`);
  if (kind === "feed" && links(element, "self").length !== 1)
    faults.push("a feed should say its own address");
  return faults;
}

function links(element: Element, rel: string): readonly Element[] {
  return named(element, "link").filter(({ attributes }) => (attributes.rel ?? "alternate") === rel);
}

function named(element: Element, name: string): readonly Element[] {
  return element.children.filter((child) => child.name === name);
}

function text(element: Element, name: string): string {
  return named(element, name)[0]?.text ?? "";
}

function isIri(id: string): boolean {
  return /^[a-z][a-z0-9+.-]{1,20}:[^\s<>"{}|\\^`]+$/u.test(id);
}

function isInstant(date: string): boolean {
  return (
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(date) &&
    !Number.isNaN(Date.parse(date))
  );
}

function readStrictly(document: string): Element {
  const top: Element = { name: "", attributes: {}, children: [], text: "" };
  const path = [top];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element: Element = { name, attributes, children: [], text: "" };
    path.at(-1)?.children.push(element);
    path.push(element);
  });
  parser.on("closetag", () => void path.pop());
  parser.on("text", (data) => {
    const element = path.at(-1);
    if (element) element.text += data;
  });
  parser.write(document).close();
  const [root] = top.children;
  if (!root) throw new Error("no element");
  return root;
}
