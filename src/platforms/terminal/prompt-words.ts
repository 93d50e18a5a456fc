import type { Chat } from "../../chat/chat.ts";
import { note, type Reply } from "../../chat/reply.ts";
import { HOST_CALLER } from "./answer-once.ts";

/** Words that leave, with or without a slash before them. */
export function isLeaving(line: string): boolean {
  return /^\s*[/:]?(?:exit|quit|q)(?:\(\))?[.!;]?\s*$/iu.test(line);
}

// The slips of a hand on a keyboard: two letters swapped, one twice, one left out, or a neighbour of the right one.
const SLIPS = new Set(
  (
    "xeit eixt exti exot exut ecit rxit wxit ezit exir exiy exut exitt exiit exxit eexit ext exi xit exkt " +
    "uqit qiut quti wuit qyit qiit quot quir quiy quitt quiit quuit qquit qut qit uit quut qukt quti"
  ).split(" "),
);

/** Whether a word is a slip of one that leaves, and no word itself: "edit", "exist" and "quiet" are searched for. */
export function isLeavingSlip(line: string): boolean {
  return SLIPS.has(line.trim().replace(/^\//u, "").toLowerCase());
}

const TURNS = { next: /^(?:next|more)\b/iu, previous: /^(?:previous|back)\b/iu };

/** Answers the lines of one prompt, those among them that are about the answer before: "next" and "previous". */
export function createSpeaker(
  chat: Chat,
  working?: (words: string) => void,
): (line: string) => Promise<Reply> {
  const caller = { ...HOST_CALLER, ...(working && { working }) };
  let list: Reply | undefined;
  return async (line) => {
    const reply = await answer(line);
    if (reply.cards.length > 1 || reply.buttons.some(isTurn)) list = reply;
    return reply;
  };

  function answer(line: string): Promise<Reply> {
    const [word = ""] =
      /^(?:\?|next|previous|prev|back|more|n|p)$/iu.exec(line.trim().replace(/^\//u, "")) ?? [];
    const meant = word.toLowerCase();
    if (meant === "?") return chat.runLine("/help", caller);
    if (meant === "") return chat.runLine(line, caller);
    const to = /^[nm]/u.test(meant) ? "next" : "previous";
    const turn = list?.buttons.filter(isTurn).find(({ label }) => TURNS[to].test(label));
    if (turn) return chat.runAction(turn.action, caller);
    const missing = list === undefined ? "There is no list to turn the page of." : `There is no ${to} page.`;
    return Promise.resolve(note(missing, "usage"));
  }
}

function isTurn({ action }: Reply["buttons"][number]): boolean {
  return action.effect === "replace" && action.options.page !== undefined;
}
