import { isUtf8 } from "node:buffer";

/**
 * The text of a line as UTF-8, or as Windows-1252 if it is not valid UTF-8. Line by line, because bibliographies are
 * pasted together from files of both kinds.
 */
export function legacyText(line: Buffer): string {
  if (isUtf8(line)) return line.toString("utf8");
  // Not by TextDecoder: some versions of Node give control characters for these 27 bytes.
  return line
    .toString("latin1")
    .replace(/[\x80-\x9f]/g, (char) => WINDOWS_1252.charAt(char.charCodeAt(0) - 0x80));
}

// The bytes from 0x80 to 0x9f; five of them mean nothing.
const WINDOWS_1252 = "€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ";
