/** A copy that shares no memory: V8 keeps the whole text alive for a word that was cut from it. */
export function detached(text: string): string {
  return Buffer.from(text).toString();
}
