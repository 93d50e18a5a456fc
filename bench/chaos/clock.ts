/**
 * Another time for a whole process: every look at the clock is shifted, timers run as ever. Preloaded into the program
 * with `--import`, it takes the shift from CHAOS_SHIFT_MS; the fake platforms are shifted by `shiftClock`.
 */
const RealDate = Date;
let shift = Number(process.env.CHAOS_SHIFT_MS ?? 0);

class ShiftedDate extends RealDate {
  constructor(...given: readonly unknown[]) {
    if (given.length === 0) super(ShiftedDate.now());
    else super(...(given as [number]));
  }
  static override now(): number {
    return RealDate.now() + shift;
  }
}
globalThis.Date = ShiftedDate as DateConstructor;

/** Sets this process's clock to a moment; it runs on from there. Returns the shift, for CHAOS_SHIFT_MS. */
export function shiftClock(to: Date): number {
  shift = to.getTime() - RealDate.now();
  return shift;
}
