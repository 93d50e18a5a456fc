import type { Chat } from "../../../src/chat/chat.ts";
import type { Caller } from "../../../src/chat/command.ts";

/** A chat that records who ran something in it. */
export function notingChat(chat: Chat): { readonly chat: Chat; readonly callers: readonly Caller[] } {
  const callers: Caller[] = [];
  return {
    callers,
    chat: {
      ...chat,
      run(command, input, caller) {
        callers.push(caller);
        return chat.run(command, input, caller);
      },
      runText(command, text, caller) {
        callers.push(caller);
        return chat.runText(command, text, caller);
      },
    },
  };
}
