import { CONNECTIONS, MAILS_PER_CONNECTION, TIMES } from "../limits.ts";
import { HandoverError } from "./handover-error.ts";
import { type Handover, openSession, type RelayAddress, type Session } from "./session.ts";

/** The operator's mail server, over a few connections that are kept for a while. */
export interface Relay {
  /** Hands a message over, and resolves to the server's answer. Rejects with a HandoverError, or with what the message's check threw. */
  send(message: Handover): Promise<string>;
  /** Closes idle connections. */
  close(): void;
}

interface Kept {
  readonly session: Session;
  mails: number;
  timer?: NodeJS.Timeout;
}

export function createRelay(address: RelayAddress): Relay {
  const idle: Kept[] = [];
  const waiting: ((isTurn: boolean) => void)[] = [];
  let busy = 0;

  async function enter(): Promise<void> {
    if (busy < CONNECTIONS) {
      busy += 1;
      return;
    }
    const isTurn = await new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(settle), 1);
        resolve(false);
      }, TIMES.turn);
      const settle = (turn: boolean) => {
        clearTimeout(timer);
        resolve(turn);
      };
      waiting.push(settle);
    });
    if (!isTurn) throw new HandoverError("Other mails come first.", { stage: "connect" });
  }

  function leave(): void {
    const next = waiting.shift();
    if (next) next(true);
    else busy -= 1;
  }

  /** A connection that was left open, unless the server has closed it meanwhile. */
  function takeIdle(): Kept | undefined {
    for (let kept = idle.pop(); kept; kept = idle.pop()) {
      clearTimeout(kept.timer);
      if (kept.session.isOpen) return kept;
    }
    return undefined;
  }

  function keep(kept: Kept): void {
    if (!kept.session.isOpen) return;
    if (kept.mails >= MAILS_PER_CONNECTION) {
      kept.session.close();
      return;
    }
    kept.timer = setTimeout(() => {
      idle.splice(idle.indexOf(kept), 1);
      kept.session.close();
    }, TIMES.idle);
    idle.push(kept);
  }

  async function sendOver(kept: Kept, message: Handover): Promise<string> {
    kept.mails += 1;
    try {
      await message.ready?.();
      return await kept.session.send(message);
    } finally {
      keep(kept);
    }
  }

  return {
    async send(message) {
      await enter();
      try {
        const kept = takeIdle();
        if (kept) {
          try {
            return await sendOver(kept, message);
          } catch (error) {
            // The server had just closed it: nothing was sent, and a new one is as good.
            const isStale = error instanceof HandoverError && error.code === undefined && !error.isLost;
            if (!isStale) throw error;
          }
        }
        return await sendOver({ session: await openSession(address), mails: 0 }, message);
      } finally {
        leave();
      }
    },
    close() {
      for (const kept of idle.splice(0)) {
        clearTimeout(kept.timer);
        kept.session.close();
      }
    },
  };
}
