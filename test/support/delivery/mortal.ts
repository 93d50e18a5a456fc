import type { KyselyPlugin } from "kysely";
import type { Outgoing, Poster } from "../../../src/chat/poster.ts";
import type { Database } from "../../../src/store/database.ts";

/** A process that can be killed between any two of its steps. */
export interface Mortal {
  readonly db: Database;
  readonly isDead: () => boolean;
  /** Resolves when it dies. */
  readonly died: Promise<void>;
  /** The same poster, whose every call is two steps: the request and its answer. */
  poster(poster: Poster): Poster;
}

/** Dies at step `lifetime`, counted from 1: a query, a request to the platform, or its answer. */
export function createMortal(db: Database, lifetime: number): Mortal {
  let steps = 0;
  let die = () => {};
  const died = new Promise<void>((resolve) => {
    die = resolve;
  });
  function step(): void {
    steps += 1;
    if (steps < lifetime) return;
    die();
    throw new Error("killed");
  }
  const counting: KyselyPlugin = {
    transformQuery({ node }) {
      step();
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const alive = async <T>(work: () => Promise<T>): Promise<T> => {
    step();
    const answer = await work();
    step();
    return answer;
  };
  return {
    db: db.withPlugin(counting),
    died,
    isDead: () => steps >= lifetime,
    poster: (poster) => ({
      post: (message: Outgoing) => alive(() => poster.post(message)),
      edit: (edited) => alive(() => poster.edit(edited)),
      find: (trace) => alive(() => poster.find(trace)),
      nameOf: (channel) => poster.nameOf(channel),
      link: (channel, message) => poster.link(channel, message),
      adviceFor: (channel) => poster.adviceFor(channel),
      missingIn: (channel) => poster.missingIn(channel),
      isMember: (channel, user) => poster.isMember(channel, user),
      owners: () => poster.owners(),
      tell: (user, reply) => alive(() => poster.tell(user, reply)),
    }),
  };
}
