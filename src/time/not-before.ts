/**
 * Milliseconds to wait for a stored "not before" instant; 0 if it has come. What lies further ahead than the longest pause
 * there is was written by a clock that was ahead, and must hold nobody up: a source that was asked once under a clock of
 * the year after next would never be asked again. All in milliseconds.
 */
export function timeLeft(notBefore: number, now: number, longest: number): number {
  const left = notBefore - now;
  return left > longest ? 0 : Math.max(0, left);
}

/** Whether something was less than `span` milliseconds ago; what is still to come, by a clock that was ahead, was not. */
export function isWithin(span: number, at: number, now: number): boolean {
  return at <= now && now - at < span;
}
