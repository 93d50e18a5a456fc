import type { Message } from "../../../src/platforms/slack/render.ts";
import { escapeHtml, type Html, html } from "./html.ts";

type Block = Message["blocks"][number];

/** A message as Slack shows it. */
export function drawSlack(blocks: readonly Block[]): Html {
  return html`<div class="s-box">${blocks.map(drawBlock)}</div>`;
}

function drawBlock(block: Block): Html {
  switch (block.type) {
    case "rich_text":
      return html`${block.elements.map((element) => {
        const inside =
          "elements" in element ? element.elements.map((one) => ({ html: drawElement(one) })) : [];
        if (element.type === "rich_text_quote") return html`<blockquote>${inside}</blockquote>`;
        if (element.type === "rich_text_preformatted") return html`<pre>${inside}</pre>`;
        return html`<div class="s-text">${inside}</div>`;
      })}`;
    case "context":
      return html`<div class="small">${block.elements.map((one) => ("text" in one ? html`${one.text}` : html``))}</div>`;
    case "section":
      return html`<div class="s-text">${block.text?.text ?? ""}</div>`;
    case "header":
      return html`<h4>${block.text.text}</h4>`;
    case "divider":
      return html`<hr>`;
    case "actions":
      return html`<div class="row">${block.elements.map((one) => {
        if (one.type === "button")
          return html`<span class="s-button ${one.style ?? ""}">${one.text.text}</span>`;
        if (one.type !== "static_select") return html`<span class="menu">${one.type}</span>`;
        const choices = (one.options ?? []).map(({ text }) => text.text).join(" / ");
        return html`<span class="menu">${one.placeholder?.text ?? ""}<i>${choices}</i></span>`;
      })}</div>`;
    default:
      return html`<div class="s-text">[${block.type}]</div>`;
  }
}

interface Element {
  readonly type: string;
  readonly text?: string;
  readonly url?: string;
  readonly fallback?: string;
  readonly style?: { readonly bold?: boolean; readonly italic?: boolean; readonly code?: boolean };
}

function drawElement(element: object): string {
  const { type, text = "", url, fallback = "", style }: Element = { type: "", ...element };
  const inner = escapeHtml(text).replaceAll("\n", "<br>");
  if (type === "link")
    return `<a title="${escapeHtml(url ?? "")}">${style?.bold ? `<b>${inner}</b>` : inner}</a>`;
  if (type === "channel") return '<b class="mention">#reading-group</b>';
  if (type === "date") return escapeHtml(fallback);
  return style?.bold ? `<b>${inner}</b>` : style?.italic ? `<em>${inner}</em>` : inner;
}
