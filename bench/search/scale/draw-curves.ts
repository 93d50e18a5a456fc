import { exponent } from "./figures.ts";

export interface Curve {
  readonly name: string;
  /** Milliseconds of a two-word query at a number of papers. */
  readonly points: readonly { readonly size: number; readonly p50: number; readonly p95: number }[];
}

const WIDTH = 720;
const HEIGHT = 440;
const PLOT = { left: 64, right: 570, top: 56, bottom: 384 };
const INK = "#1d1b18";
const SOFT = "#5f5a52";
const LINE = "#e3dfd6";
const COLOURS = ["#0b4f8a", "#b3541e", "#5b3d8a", "#3f6d3a"];

/** The latencies of two-word queries over the number of papers, as an SVG with logarithmic axes: the slope of a line is its exponent. */
export function drawCurves(sizes: readonly number[], curves: readonly Curve[]): string {
  const times = curves.flatMap(({ points }) => points.flatMap(({ p50, p95 }) => [p50, p95]));
  const x = logarithmic([Math.min(...sizes), Math.max(...sizes)], [PLOT.left, PLOT.right]);
  const [least, most] = [decade(Math.min(...times), Math.floor), decade(Math.max(...times), Math.ceil)];
  const y = logarithmic([least, most], [PLOT.bottom, PLOT.top]);
  const lines: string[] = [];
  for (let time = least; time <= most; time *= 10) {
    lines.push(`<path d="M${PLOT.left} ${y(time)}H${PLOT.right}" stroke="${LINE}"/>`);
    lines.push(text(PLOT.left - 8, y(time) + 4, `${Number(time.toPrecision(1))} ms`, "end"));
  }
  for (const size of sizes) {
    lines.push(`<path d="M${x(size)} ${PLOT.top}V${PLOT.bottom}" stroke="${LINE}"/>`);
    lines.push(text(x(size), PLOT.bottom + 20, size.toLocaleString("en"), "middle"));
  }
  const drawn = curves.map((curve, at) => drawCurve(curve, COLOURS[at % COLOURS.length] ?? INK, x, y));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="13" fill="${SOFT}">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
<text x="${PLOT.left}" y="28" font-size="16" fill="${INK}">A two-word query as the library grows</text>
${lines.join("\n")}
${drawn.join("\n")}
${text((PLOT.left + PLOT.right) / 2, HEIGHT - 14, "papers; solid lines p50, dashed lines p95; in brackets, the exponent of p95", "middle")}
</svg>
`;
}

type Scale = (value: number) => number;

function drawCurve({ name, points }: Curve, colour: string, x: Scale, y: Scale): string {
  const path = (of: "p50" | "p95") =>
    points.map((point, at) => `${at === 0 ? "M" : "L"}${x(point.size)} ${y(point[of])}`).join("");
  const last = points.at(-1);
  const [first] = points;
  if (!first || !last) return "";
  const power = exponent({ size: first.size, value: first.p95 }, { size: last.size, value: last.p95 });
  const label = power === undefined ? name : `${name} (${power.toFixed(2)})`;
  return `<g stroke="${colour}" stroke-width="2" fill="none"><path d="${path("p50")}"/><path d="${path("p95")}" stroke-dasharray="5 4"/></g>
<text x="${x(last.size) + 10}" y="${y(last.p95) + 4}" fill="${colour}">${label}</text>`;
}

function logarithmic([from, to]: readonly [number, number], [start, end]: readonly [number, number]): Scale {
  const span = Math.log(to / from) || 1;
  return (value) => Math.round((start + ((end - start) * Math.log(value / from)) / span) * 10) / 10;
}

/** The power of ten below or above. */
function decade(value: number, round: (exponent: number) => number): number {
  return 10 ** round(Math.log10(value));
}

function text(x: number, y: number, words: string, anchor: "middle" | "end"): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}">${words}</text>`;
}
