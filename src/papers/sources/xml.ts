import { Parser } from "htmlparser2";
import { yieldIfDue } from "../../async/yield-if-due.ts";
import { shorten } from "../../shorten.ts";
import { SourceError } from "./http/source-error.ts";

export interface XmlElement {
  /** As it is written, prefix included. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

interface OpenElement extends XmlElement {
  readonly children: (XmlElement | string)[];
}

/** Characters that are read before others get their turn: a few milliseconds of work. */
const PIECE = 200_000;

/** Thrown from inside the parser, which would read the piece to its end. */
const TOO_DEEP = new Error("its elements are too deep");

/** Feeds are flat; only an attack is as deep as this. */
const DEEPEST = 100;

/**
 * The root element of an XML document, if it has one of the names. The five entities of XML and numeric ones are resolved,
 * those that a document declares never are. Throws a SourceError for a document that is cut off, not well-formed, or something
 * else altogether, such as a page of HTML or a line of text.
 */
export async function parseXml(text: string, ...roots: readonly string[]): Promise<XmlElement> {
  const top: OpenElement = { name: "", attributes: {}, children: [] };
  const path: OpenElement[] = [top];
  let damage: string | undefined;

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const element: OpenElement = { name, attributes, children: [] };
        path.at(-1)?.children.push(element);
        path.push(element);
        if (path.length > DEEPEST) throw TOO_DEEP;
      },
      ontext(data) {
        path.at(-1)?.children.push(data);
      },
      onclosetag(name, implied) {
        path.pop();
        const closedItself = text.charAt(parser.endIndex - 1) === "/";
        if (implied && !closedItself) damage ??= `<${shorten(name)}> is not closed`;
      },
    },
    { xmlMode: true },
  );
  for (let at = 0; at < text.length && damage === undefined; at += PIECE) {
    try {
      parser.write(text.slice(at, at + PIECE));
    } catch (error) {
      if (error !== TOO_DEEP) throw error;
      damage ??= TOO_DEEP.message;
    }
    await yieldIfDue();
  }
  if (damage === undefined && path.length > 1) damage = "it is cut off";
  if (damage === undefined) parser.end();
  const root = top.children.find((child) => typeof child !== "string");
  if (damage === undefined && root !== undefined && roots.includes(root.name)) return root;
  throw new SourceError(
    "invalid",
    `not the XML that was expected: ${damage ?? `no ${roots.join(" or ")} in it`}`,
  );
}

/** The elements of a name directly below. */
export function childrenOf(element: XmlElement | undefined, ...names: readonly string[]): XmlElement[] {
  const all = (element?.children ?? []).filter((child) => typeof child !== "string");
  return all.filter((child) => names.includes(child.name));
}

/** The first element at the end of a path of names. */
export function childAt(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  return path.reduce((at, name) => childrenOf(at, name)[0], element);
}

/** All text in an element, that of its children in place; undefined if there is none. */
export function textOf(element: XmlElement | undefined): string | undefined {
  if (element === undefined) return undefined;
  const text = element.children
    .map((child) => (typeof child === "string" ? child : (textOf(child) ?? "")))
    .join("");
  return text.trim() === "" ? undefined : text;
}

/** The same with the tags of what is raised or lowered, for a reader of markup. */
export function markedText(element: XmlElement): string {
  return element.children
    .map((child) => {
      if (typeof child === "string") return child;
      const { name } = child;
      const text = markedText(child);
      return name === "sup" || name === "sub" ? `<${name}>${text}</${name}>` : text;
    })
    .join("");
}

/** The text of the first element at the end of a path. */
export function textAt(element: XmlElement | undefined, ...path: readonly string[]): string | undefined {
  return textOf(childAt(element, ...path));
}
