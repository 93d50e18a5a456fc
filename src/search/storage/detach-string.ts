/** Detaches a string: a copy that shares no memory. V8 keeps the whole text alive for a word that was cut from it. */
export function detachString(text: string): string {
  return Buffer.from(text).toString();
}
