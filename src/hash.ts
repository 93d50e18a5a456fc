/** Where FNV-1a begins. */
const FNV_OFFSET = 0x811c9dc5;

/** FNV-1a of a text's UTF-16 code units, 32 bits without a sign; `from` goes on where another text ended. */
export function fnv1a(text: string, from = FNV_OFFSET): number {
  let hash = from;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
