import { ConfigError, PlatformError, UserError } from "../errors.ts";

/**
 * How the program ends where its settings are to blame, a token that is refused among them: EX_CONFIG of sysexits.h. No restart
 * mends that, so whatever watches over the program is told not to try.
 */
const BAD_SETTINGS = 78;

/** The exit status for what ended the program: 2 for bad usage, 78 for bad settings, 1 for everything else. */
export function exitStatusOf(error: unknown): number {
  if (error instanceof UserError) return 2;
  return error instanceof ConfigError ? BAD_SETTINGS : 1;
}

/**
 * The exit status where no platform is left: 78 if all of them refuse what is set up, 1 if one may work another time, such as
 * when its port is free again. Platforms give up only where waiting does not help.
 */
export function exitStatusWithout(problems: readonly unknown[]): number {
  return problems.length > 0 && problems.every(isRefusal) ? BAD_SETTINGS : 1;
}

function isRefusal(problem: unknown): boolean {
  if (problem instanceof ConfigError) return true;
  // A system's own codes, such as EADDRINUSE, are about this machine.
  return problem instanceof PlatformError && !/^E[A-Z]/u.test(problem.code);
}
