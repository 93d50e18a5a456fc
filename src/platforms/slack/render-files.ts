import type { TextFile } from "../../chat/reply.ts";
import { cut } from "./escape.ts";
import { LENGTHS, LIMITS } from "./limits.ts";
import type { Message } from "./render.ts";

/**
 * Files as messages of preformatted text. Uploading them would take the scope files:write and a conversation with each
 * person; text to copy takes nothing. A file that needs more messages than a response_url has left is not shown in
 * part: half a bibliography looks like a whole one.
 */
export function renderFiles(files: readonly TextFile[] = []): readonly Message[] {
  const messages = files.map(({ name, content }) =>
    split(content, LENGTHS.filePart).map((part, index, all) => {
      const label = all.length > 1 ? `${name}, part ${index + 1} of ${all.length}` : name;
      return preformatted(label, part);
    }),
  );
  if (messages.flat().length <= LIMITS.fileMessages) return messages.flat();
  return files.map(({ name, content, ifTooLong }) => {
    const length = content.length.toLocaleString("en");
    return plain(`${name} has ${length} characters, which is too much to show here. ${ifTooLong}`);
  });
}

/** Parts that take at most `most` characters each as JSON; cut between paragraphs, or lines, where possible. */
function split(content: string, most: number): readonly string[] {
  const pieces: string[] = [];
  let room = 0;
  for (const part of content
    .toWellFormed()
    .split(/(?<=\n\n)/)
    .flatMap((block) => shortened(block, most))) {
    const length = JSON.stringify(part).length;
    if (length > room) {
      pieces.push(part);
      room = most - length;
    } else {
      pieces.push(`${pieces.pop()}${part}`);
      room -= length;
    }
  }
  return pieces;
}

function shortened(block: string, most: number): readonly string[] {
  if (JSON.stringify(block).length <= most) return [block];
  const lines = block.split(/(?<=\n)/);
  // A character takes at most six, and a surrogate pair is not torn apart.
  if (lines.length === 1) return inPieces(block, Math.floor(most / 12));
  return lines.flatMap((line) => shortened(line, most));
}

function inPieces(text: string, most: number): readonly string[] {
  const points = [...text];
  return Array.from({ length: Math.ceil(points.length / most) }, (_, at) =>
    points.slice(at * most, (at + 1) * most).join(""),
  );
}

function preformatted(label: string, text: string): Message {
  return {
    text: label,
    blocks: [
      { type: "context", elements: [{ type: "plain_text", text: label, emoji: false }] },
      {
        type: "rich_text",
        elements: [{ type: "rich_text_preformatted", elements: [{ type: "text", text }] }],
      },
    ],
  };
}

function plain(words: string): Message {
  const text = cut(words, LENGTHS.text);
  return {
    text,
    blocks: [
      { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }] },
    ],
  };
}
