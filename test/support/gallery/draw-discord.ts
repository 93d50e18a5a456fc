import type { ButtonComponent, MessageBody, Part } from "../../../src/platforms/discord/components.ts";
import { escapeHtml, type Html, html } from "./html.ts";

/** A message as Discord shows it. */
export function drawDiscord({ components: [container] }: MessageBody): Html {
  const color = `#${container.accent_color.toString(16).padStart(6, "0")}`;
  return html`<div class="d-box" style="border-color:${color}">${container.components.map(drawPart)}</div>`;
}

function drawPart(part: Part): Html {
  switch (part.type) {
    case 10:
      return { html: `<div class="d-text">${part.content.split("\n").map(drawLine).join("")}</div>` };
    case 14:
      return html`<hr>`;
    case 13:
      return html`<div class="file">📄 ${part.file.url.replace("attachment://", "")}</div>`;
    case 1:
      return html`<div class="row">${part.components.map((one) =>
        one.type === 3
          ? html`<span class="menu">${one.placeholder}<i>${one.options.map(({ label }) => label).join(" / ")}</i></span>`
          : drawButton(one),
      )}</div>`;
  }
}

function drawButton({ label, style }: ButtonComponent): Html {
  return html`<span class="d-button s${style}">${label}</span>`;
}

/** A line of the Markdown that we write, as Discord draws it. */
function drawLine(line: string): string {
  const isSmall = line.startsWith("-# ");
  const text = inline(isSmall ? line.slice(3) : line);
  if (line === "") return "<p>&nbsp;</p>";
  return `<p${isSmall ? ' class="small"' : ""}>${text}</p>`;
}

function inline(line: string): string {
  // What is escaped is put out of the way of the marks, and back at the end.
  const kept: string[] = [];
  const bare = line.replace(/\\([^\w\s])/gu, (_, sign: string) => `\u0001${kept.push(sign) - 1}\u0002`);
  return escapeHtml(bare)
    .replace(/\[([^\]]*)\]\(&#60;([^)]*)&#62;\)/gu, '<a title="$2">$1</a>')
    .replace(/&#60;#(\d+)&#62;/gu, '<b class="mention">#reading-group</b>')
    .replace(/&#60;t:(\d+):([A-Z])&#62;/giu, (_, seconds: string, form: string) =>
      moment(Number(seconds), form),
    )
    .replace(/\*\*(.+?)\*\*/gu, "<b>$1</b>")
    .replace(/\*(.+?)\*/gu, "<em>$1</em>")
    .replace(/`([^`]+)`/gu, "<code>$1</code>")
    .replace(/\u0001(\d+)\u0002/gu, (_, at: string) => escapeHtml(kept[Number(at)] ?? ""));
}

function moment(seconds: number, form: string): string {
  if (form === "R") return "in 22 hours";
  return new Date(seconds * 1000).toUTCString().slice(0, 22);
}
