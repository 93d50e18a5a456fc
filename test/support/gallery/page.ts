import { drawDiscord } from "./draw-discord.ts";
import { drawSlack } from "./draw-slack.ts";
import { type Html, html } from "./html.ts";
import type { Payload, Platform, Shot } from "./shot.ts";
import { modalTexts } from "./visible.ts";

type Theme = "light" | "dark";

/** The whole gallery as one page that needs nothing else: a row for each step, the platforms side by side. */
export function galleryPage(stories: ReadonlyMap<string, readonly Shot[]>): string {
  const sections = [...stories].map(
    ([name, shots]) => html`<section><h2>${name}</h2>${rowsOf(shots).map(drawRow)}</section>`,
  );
  const page = html`<!doctype html><html lang="en"><meta charset="utf-8"><title>Paperboy: gallery</title><style>${{ html: STYLE }}</style><body><h1>Paperboy: gallery</h1>${sections}</body></html>`;
  return page.html;
}

type Row = readonly [step: string, shots: readonly Shot[]];

/** What the same step shows on each platform. */
function rowsOf(shots: readonly Shot[]): readonly Row[] {
  const rows = new Map<string, Shot[]>();
  const counts = new Map<string, number>();
  for (const shot of shots) {
    const times = `${shot.payload.platform} ${shot.step}`;
    const count = (counts.get(times) ?? 0) + 1;
    counts.set(times, count);
    const key = count === 1 ? shot.step : `${shot.step} (again, ${count})`;
    rows.set(key, [...(rows.get(key) ?? []), shot]);
  }
  return [...rows];
}

const COLUMNS: readonly (readonly [Platform, Theme])[] = [
  ["discord", "dark"],
  ["discord", "light"],
  ["slack", "light"],
  ["slack", "dark"],
  ["terminal", "dark"],
];

function drawRow([step, shots]: Row): Html {
  const seen = [...new Set(shots.map(({ seenBy }) => seenBy))].join(", ");
  const cells = COLUMNS.map(([platform, theme]) => {
    const shot = shots.find(({ payload }) => payload.platform === platform);
    return html`<div class="cell ${platform} ${theme}">${shot ? draw(shot.payload) : html``}</div>`;
  });
  return html`<article><h3>${step} <small>seen by ${seen}</small></h3><div class="cells">${cells}</div></article>`;
}

function draw(payload: Payload): Html {
  if (payload.platform !== "terminal" && payload.modal)
    return html`<b class="bot">A form</b>${modalTexts(payload.modal).map((text) => html`<div class="file">${text}</div>`)}`;
  if (payload.platform === "discord") return html`<b class="bot">Paperboy</b>${drawDiscord(payload.message)}`;
  if (payload.platform === "slack")
    return html`<b class="bot">Paperboy</b>${drawSlack(payload.message.blocks)}`;
  return html`<pre>${[payload.text, payload.file].filter(Boolean).join("\n")}</pre>`;
}

const STYLE = `
body { margin: 16px; background: #888; font: 15px/1.38 "Helvetica Neue", Arial, "Noto Color Emoji", sans-serif; width: 2820px }
h2 { background: #333; color: #fff; padding: 8px } h3 { margin: 14px 0 4px; font-size: 15px } small { font-weight: normal }
.cells { display: flex; gap: 8px; align-items: flex-start } .cell { width: 520px; padding: 8px 10px; border-radius: 6px; box-sizing: border-box; overflow-wrap: anywhere }
.cell.terminal { width: 680px } p { margin: 0 } hr { border: 0; border-top: 1px solid #8886; width: 100% }
.discord.dark { background: #313338; color: #dbdee1 } .discord.light { background: #fff; color: #313338 }
.slack.dark { background: #1a1d21; color: #d1d2d3 } .slack.light { background: #fff; color: #1d1c1d }
.terminal { background: #111; color: #ddd } .terminal pre { margin: 0; white-space: pre-wrap; font: 13px/1.35 monospace }
.discord.dark .d-box { background: #2b2d31 } .discord.light .d-box { background: #f2f3f5 }
.d-box { border-left: 4px solid; border-radius: 4px; padding: 10px 12px; margin-top: 4px; max-width: 480px } .d-text { margin-bottom: 6px }
.small { font-size: 12.5px; opacity: .72 } a { color: #00a8fc } .light a { color: #1264a3 }
.row { display: flex; flex-wrap: wrap; gap: 6px; margin: 6px 0 } .d-button { padding: 6px 14px; border-radius: 4px; font-size: 14px; background: #4e5058; color: #fff }
.light .d-button { background: #d9dade; color: #313338 } .d-button.s1 { background: #5865f2; color: #fff } .d-button.s4 { background: #da373c; color: #fff }
.s-button { padding: 4px 10px; border: 1px solid #8889; border-radius: 4px; font-size: 13px; font-weight: bold }
.s-button.primary { background: #007a5a; color: #fff } .s-button.danger { background: #e01e5a; color: #fff }
.menu { border: 1px solid #8889; border-radius: 4px; padding: 5px 10px; min-width: 60% } .menu i { display: block; font-size: 10px; opacity: .6; font-style: normal } .menu::before { content: "▾ " }
blockquote { border-left: 4px solid #8888; margin: 4px 0; padding-left: 10px } .mention { color: #7289da } .file { border: 1px solid #8888; padding: 6px; border-radius: 4px }
.s-text { margin: 2px 0 }
`;
