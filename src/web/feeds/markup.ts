import { plain } from "../plain.ts";

/** Markup that is ready to be sent. */
export type Markup = { readonly markup: string };

type Content = string | Markup | undefined | readonly Content[];

/** An element of XML or HTML. Texts and values are escaped here, and what XML 1.0 cannot hold is left out; what is undefined is not there. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>> = {},
  ...content: readonly Content[]
): Markup {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(value)}"`],
  );
  const inner = content.map(written).join("");
  const open = `${name}${given.join("")}`;
  return { markup: inner === "" ? `<${open}/>` : `<${open}>${inner}</${name}>` };
}

function written(content: Content): string {
  if (content === undefined) return "";
  if (typeof content === "string") return escaped(content);
  return "markup" in content ? content.markup : content.map(written).join("");
}

function escaped(text: string): string {
  return plain(text).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
