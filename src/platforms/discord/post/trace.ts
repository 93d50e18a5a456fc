/**
 * Finding a post again by its key. Discord compares nonces for some minutes only, and does not promise to return them
 * with a message that is read later. What it does keep with a message for good are the ids of its components: numbers
 * that nobody sees and that are the sender's to choose. Two of them carry the key. Custom ids of buttons would not do:
 * not every post has a button, and an action may need every character there is.
 */
import { createHash } from "node:crypto";
import type { Container, MessageBody, Part } from "../components.ts";

/** The part of a message that holds the trace. */
interface Traced {
  readonly id?: number;
  readonly components?: readonly Traced[];
}

/** The message with its key written into the ids of the container and of its first part. */
export function withTrace(
  { flags, components: [container] }: MessageBody,
  key: string,
): MessageBody & { components: [Container & { id: number }] } {
  const [outer, inner] = traceOf(key);
  const [first, ...others] = container.components;
  const parts: Part[] = first ? [Object.assign({ ...first }, { id: inner }), ...others] : [];
  return { flags, components: [{ ...container, id: outer, components: parts }] };
}

/** Whether a message was posted with this key. */
export function carriesTrace(message: { readonly components?: readonly object[] }, key: string): boolean {
  const [outer, inner] = traceOf(key);
  const { components = [] }: Traced = message;
  const [container] = components;
  return container?.id === outer && container.components?.[0]?.id === inner;
}

/**
 * 58 bits of the key's hash. Ids are positive 32-bit integers, different within a message, and those left to Discord
 * are counted from 1: hence the high bit in both, and the lowest one in one of them. The "1" is the version of this
 * format.
 */
function traceOf(key: string): readonly [outer: number, inner: number] {
  const hash = createHash("sha256").update(`1:${key}`).digest();
  const id = (offset: number): number => HIGH_BIT + (hash.readUInt32BE(offset) % (HIGH_BIT / 2)) * 2;
  return [id(0), id(4) + 1];
}

const HIGH_BIT = 2 ** 30;
