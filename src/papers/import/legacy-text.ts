import { isUtf8 } from "node:buffer";

/**
 * The text of a line, from `start` to `end`, as UTF-8, or as Windows-1252 if it is not valid UTF-8. Line by line, because bibliographies are
 * pasted together from files of both kinds.
 */
export function legacyText(bytes: Buffer, start: number, end: number): string {
  const text = bytes.toString("utf8", start, end);
  // Stands for what is not valid, if it was not there before.
  if (!text.includes("\ufffd") || isUtf8(bytes.subarray(start, end))) return text;
  // Not by TextDecoder: some versions of Node give control characters for these 27 bytes.
  return bytes
    .toString("latin1", start, end)
    .replace(/[\x80-\x9f]/g, (char) => WINDOWS_1252.charAt(char.charCodeAt(0) - 0x80));
}

// The bytes from 0x80 to 0x9f; five of them mean nothing.
const WINDOWS_1252 = "€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ";
