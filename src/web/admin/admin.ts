import type { Session } from "../../access/sign-in.ts";
import type { Seer } from "../../present/this-channel.ts";
import type { WebParts } from "../parts.ts";

/** A signed-in admin, and what they may see. */
export interface Admin {
  readonly session: Session;
  /** Operators see everything, on every platform. Looked up at each request: who is no longer an operator sees what other admins see. */
  readonly isOperator: boolean;
  readonly seer: Seer;
}

export async function adminOf(session: Session, { services }: WebParts): Promise<Admin> {
  const isOperator = await services.isOperator(session.who);
  // A seer without a user sees everything, as the machine's owner does.
  return { session, isOperator, seer: isOperator ? { platform: session.who.platform } : session.who };
}
