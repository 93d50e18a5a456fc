import { html } from "hono/html";
import { shorten } from "../../shorten.ts";
import { longMonth, spanOfWeek } from "../../time/spans.ts";
import type { Html } from "../layout.ts";
import { plain } from "../plain.ts";
import { totals, type WeekCounts } from "./weeks.ts";

export type Look = "light" | "dark";

/** In user units, which are pixels at the usual size. */
export const WIDTH = 280;
export const HEIGHT = 210;
const LEFT = 40;
/** Height of a line of the legend. */
const LINE = 17;
const BOTTOM = 22;
const GAP = 2;

/** As in style.css: a picture knows nothing of the page that it is in. */
const LOOKS = {
  light: {
    ink: "#1d1b18",
    soft: "#5f5a52",
    line: "#e3dfd6",
    series: ["#0b4f8a", "#b3541e", "#5b3d8a", "#3f6d3a"],
  },
  dark: {
    ink: "#ece8e0",
    soft: "#a8a196",
    line: "#35322c",
    series: ["#8fc1ef", "#f0a878", "#c5aeee", "#9ccb94"],
  },
} as const;

/** Weeks as stacked bars. Colours are attributes, since the page's CSP allows no styles in a picture. */
export function weekBars(counted: WeekCounts, look: Look, title: string): Html {
  const { ink, soft, line, series: colours } = LOOKS[look];
  const { weeks, series } = counted;
  const step = niceStep(Math.max(...totals(counted)));
  const top = step * Math.max(1, Math.ceil(Math.max(...totals(counted)) / step));
  const start = series.length * LINE + 12;
  const plot = HEIGHT - start - BOTTOM;
  const width = (WIDTH - LEFT) / weeks.length;
  const y = (papers: number) => round(start + plot * (1 - papers / top));
  const lines = Array.from({ length: Math.round(top / step) + 1 }, (_, at) => at * step);
  const bars = weeks.flatMap((_, at) => {
    let below = 0;
    return series.flatMap(({ counts }, of) => {
      const count = counts[at] ?? 0;
      const from = below;
      below += count;
      if (count === 0) return [];
      const height = round(y(from) - y(below));
      return [
        html`<rect x="${round(LEFT + at * width + GAP / 2)}" y="${y(below)}" width="${round(width - GAP)}" height="${height}" fill="${colours[of] ?? soft}"/>`,
      ];
    });
  });
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-labelledby="name" font-family="system-ui, sans-serif" font-size="11.5" fill="${soft}">
<title id="name">${title}</title>
${lines.map((papers) => html`<path d="M${LEFT} ${y(papers)}H${WIDTH}" stroke="${line}"/><text x="${LEFT - 8}" y="${y(papers) + 4}" text-anchor="end">${papers.toLocaleString("en")}</text>`)}
${bars}
${monthMarks(counted).map(({ at, name }) => html`<text x="${round(LEFT + at * width)}" y="${HEIGHT - 6}">${name}</text>`)}
${series.map(({ label }, of) => html`<rect x="0" y="${of * LINE + 1}" width="11" height="11" rx="2" fill="${colours[of] ?? soft}"/><text x="17" y="${of * LINE + 11}" fill="${ink}">${shorten(plain(label))}</text>`)}
</svg>
`;
}

/** Where a month begins, and its short name. */
function monthMarks({ weeks }: WeekCounts): readonly { readonly at: number; readonly name: string }[] {
  const months = weeks.map((week) => spanOfWeek(week)?.until.slice(0, 7) ?? "");
  return months.flatMap((month, at) =>
    at > 0 && at < weeks.length - 2 && month !== months[at - 1]
      ? [{ at, name: longMonth(month).slice(0, 3) }]
      : [],
  );
}

/** A round step between grid lines (1, 2, 5, 10, 20 …), so that there are two to five of them. */
function niceStep(most: number): number {
  for (let unit = 1; ; unit *= 10)
    for (const step of [unit, 2 * unit, 5 * unit]) if (most <= 5 * step) return step;
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
