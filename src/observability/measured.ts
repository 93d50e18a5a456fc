import type { Command } from "../chat/command.ts";
import { PostError, type Poster } from "../chat/poster.ts";
import { UserError } from "../errors.ts";
import type { Measures } from "./measures.ts";

/** Milliseconds that pass whatever the wall clock is set to. */
type Elapsed = () => number;

/** The same commands, with each answer measured, however it was asked for. */
export function measuredCommands<Services>(
  commands: readonly Command<Services>[],
  { answered }: Pick<Measures, "answered">,
  elapsed: Elapsed,
): readonly Command<Services>[] {
  return commands.map((command) => ({
    ...command,
    async answer(...asked) {
      const began = elapsed();
      const tell = (outcome: Parameters<typeof answered>[0]["outcome"]) =>
        answered({ command: command.spec.name, outcome, ms: elapsed() - began });
      try {
        const reply = await command.answer(...asked);
        tell(reply.outcome);
        return reply;
      } catch (error) {
        tell(error instanceof UserError ? "usage" : "failure");
        throw error;
      }
    },
  }));
}

/** The same posters, with each post measured. */
export function measuredPosters(
  posters: ReadonlyMap<string, Poster>,
  { posted }: Pick<Measures, "posted">,
  elapsed: Elapsed,
): ReadonlyMap<string, Poster> {
  const measured = ([platform, poster]: readonly [string, Poster]) => {
    const post: Poster["post"] = async (outgoing) => {
      const began = elapsed();
      const tell = (outcome: string) => posted({ platform, outcome, ms: elapsed() - began });
      try {
        const message = await poster.post(outgoing);
        tell("sent");
        return message;
      } catch (error) {
        tell(error instanceof PostError ? error.kind : "uncertain");
        throw error;
      }
    };
    return [platform, { ...poster, post }] as const;
  };
  return new Map([...posters].map(measured));
}
