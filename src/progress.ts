import { counted } from "./counted.ts";

type Unit = "bytes" | "papers" | "rows" | "runs";

/** How far something has come. Times are in milliseconds. */
export interface Standing {
  readonly label: string;
  readonly done: number;
  /** Absent where nobody knows how much there is. */
  readonly total?: number;
  readonly unit: Unit;
  readonly elapsedMs: number;
  /** Something more to say, e.g. how many papers the bytes held so far. */
  readonly note?: string;
}

export interface Progress {
  /** `done` counts from the beginning, in the unit. Cheap to call often: few calls are shown. */
  update(done: number, note?: string): void;
  /** Shows where it ended, and `summary` instead of the last note. */
  finish(summary?: string): void;
}

interface ProgressOptions {
  readonly output: NodeJS.WritableStream & { readonly columns?: number };
  /** Whether a person watches: one line that is redrawn. Otherwise a line every five seconds, for a log. */
  readonly interactive: boolean;
  readonly label: string;
  readonly total?: number;
  /** Bytes, if not given. */
  readonly unit?: Unit;
  /** Milliseconds. */
  readonly now: () => number;
}

const REDRAW_MS = 100;
const LOG_MS = 5000;
const BAR_COLUMNS = 20;
const ERASE_LINE = "\r\u001b[2K";

/** Shows how far a long piece of work has come. What is over before the first look is due is shown at its end only. */
export function createProgress(options: ProgressOptions): Progress {
  const { output, interactive, label, total, unit = "bytes", now } = options;
  const started = now();
  let shown = started;
  let done = 0;
  let note: string | undefined;

  function show(end: string): void {
    shown = now();
    const line = progressLine({
      label,
      done,
      unit,
      elapsedMs: shown - started,
      ...(total !== undefined && { total }),
      ...(note !== undefined && { note }),
    });
    if (!interactive) output.write(`${line}\n`);
    // A line that is broken by the terminal could not be erased.
    else output.write(`${ERASE_LINE}${[...line].slice(0, (output.columns ?? 80) - 1).join("")}${end}`);
  }

  return {
    update(newDone, newNote) {
      done = newDone;
      note = newNote;
      if (now() - shown >= (interactive ? REDRAW_MS : LOG_MS)) show("");
    },
    finish(summary) {
      if (summary !== undefined) note = summary;
      show("\n");
    },
  };
}

/** `Importing ██████████░░░░░░░░░░  50% · 12 MB of 24 MB · 3.1 MB/s · 4 s left · 812 papers` */
export function progressLine({ label, done, total, unit, elapsedMs, note }: Standing): string {
  const rate = elapsedMs > 0 ? (done * 1000) / elapsedMs : 0;
  const share = total === undefined || total <= 0 ? undefined : Math.min(done / total, 1);
  const finished = share === 1;
  const left = share === undefined || finished || rate <= 0 ? undefined : ((total ?? 0) - done) / rate;
  const parts = [
    share === undefined ? label : `${label} ${bar(share)} ${String(Math.floor(share * 100)).padStart(3)}%`,
    share === undefined || finished
      ? amount(done, unit)
      : `${amount(done, unit)} of ${amount(total ?? 0, unit)}`,
    rate > 0 && `${amount(rate, unit)}/s`,
    left !== undefined && `${duration(left)} left`,
    left === undefined && elapsedMs >= 1000 && `in ${duration(elapsedMs / 1000)}`,
    note?.replace(/\p{Cc}+/gu, " "),
  ];
  return parts.filter(Boolean).join(" · ");
}

function bar(share: number): string {
  const full = Math.floor(share * BAR_COLUMNS);
  return "█".repeat(full) + "░".repeat(BAR_COLUMNS - full);
}

function amount(count: number, unit: Unit): string {
  if (unit !== "bytes") {
    const whole = Math.round(count);
    return counted(whole, unit.slice(0, -1));
  }
  const step = count < 1e3 ? 0 : count < 1e6 ? 1 : count < 1e9 ? 2 : 3;
  const scaled = count / 1000 ** step;
  const digits = step > 0 && scaled < 10 ? 1 : 0;
  return `${scaled.toFixed(digits)} ${["B", "kB", "MB", "GB"][step]}`;
}

function duration(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
