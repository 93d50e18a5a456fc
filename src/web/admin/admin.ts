import type { Session } from "../../access/sign-in.ts";
import type { Seer } from "../../present/this-channel.ts";
import type { WebParts } from "../parts.ts";

/** Somebody who is signed in as an admin, and how far they may see. */
export interface Admin {
  readonly session: Session;
  /** All of it, at every platform. Looked up at each request: whoever is no operator any more sees what other admins see. */
  readonly isOperator: boolean;
  readonly seer: Seer;
}

export async function adminOf(session: Session, { services }: WebParts): Promise<Admin> {
  const isOperator = await services.isOperator(session.who);
  // Nobody in particular sees everything, as the host does.
  return { session, isOperator, seer: isOperator ? { platform: session.who.platform } : session.who };
}
