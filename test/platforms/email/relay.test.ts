import { describe, expect, it } from "vitest";
import { HandoverError } from "../../../src/platforms/email/relay/handover-error.ts";
import { createRelay } from "../../../src/platforms/email/relay/relay.ts";
import { startRelay } from "../../support/email/relay.ts";

const message = { from: "a@example.org", to: "b@example.org", raw: Buffer.from("Subject: x\r\n\r\nx\r\n") };

async function failureOf(work: Promise<unknown>): Promise<HandoverError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof HandoverError) return error;
  throw new Error("no HandoverError", { cause: error });
}

async function open(more: object = {}) {
  const server = await startRelay();
  const relay = createRelay({ host: "127.0.0.1", port: server.port, isSecure: false, ...more });
  return { server, send: (check = () => {}) => relay.send({ ...message, check }), relay };
}

describe("the mail server's connections", () => {
  it("take several mails, and a new one where the server has closed the old", async () => {
    const { server, send } = await open();
    await send();
    await send();
    expect(server.connections).toBe(1);
    await Promise.all(Array.from({ length: 12 }, () => send()));
    expect(server.connections).toBeLessThanOrEqual(5);
    expect(server.taken).toHaveLength(14);
  });

  it("go on after a refusal", async () => {
    const { server, send } = await open();
    server.refuse("recipient", { code: 550 });
    expect(await failureOf(send())).toMatchObject({ stage: "recipient", code: 550, isLost: false });
    server.refuse("message", { code: 554 });
    expect(await failureOf(send())).toMatchObject({ stage: "message", code: 554, isLost: false });
    server.refuse("sender", { code: 451 });
    expect(await failureOf(send())).toMatchObject({ stage: "sender", code: 451, isLost: false });
    expect(await send()).toContain("queued as 4F00");
    expect(server.taken).toHaveLength(1);
  });

  it("lose an answer only after the message has begun", async () => {
    const { server, send } = await open();
    server.breakOff({ isTaken: true });
    expect(await failureOf(send())).toMatchObject({ stage: "message", isLost: true });
    server.breakOff({ isTaken: false });
    expect(await failureOf(send())).toMatchObject({ isLost: true });
    expect(server.taken).toHaveLength(1);
    const nobody = createRelay({ host: "127.0.0.1", port: 1, isSecure: false });
    expect(await failureOf(nobody.send({ ...message, check: () => {} }))).toMatchObject({
      stage: "connect",
      isLost: false,
    });
  });

  it("send nothing that is held back at the last moment", async () => {
    const { server, send } = await open();
    let asked = 0;
    const late = () => {
      asked += 1;
      throw new RangeError("late");
    };
    await expect(send(late)).rejects.toThrow(RangeError);
    await send();
    expect([asked, server.taken.length]).toEqual([1, 1]);
  });

  it("log in, and give a password to nobody who does not encrypt", async () => {
    const server = await startRelay({
      secure: true,
      onAuth: ({ username, password }, _, done) =>
        username === "ann" && password === "p@ss word" ? done(null, { user: 1 }) : done(new Error("no")),
    });
    const at = { host: "127.0.0.1", port: server.port, isSecure: true, tls: { rejectUnauthorized: false } };
    const relay = createRelay({ ...at, user: "ann", password: "p@ss word" });
    await relay.send({ ...message, check: () => {} });
    expect(server.taken).toMatchObject([{ isEncrypted: true }]);
    const wrong = createRelay({ ...at, user: "ann", password: "wrong" });
    expect(await failureOf(wrong.send({ ...message, check: () => {} }))).toMatchObject({
      stage: "login",
      code: 535,
    });
    const strict = createRelay({ host: "127.0.0.1", port: server.port, isSecure: true });
    expect(await failureOf(strict.send({ ...message, check: () => {} }))).toMatchObject({ stage: "connect" });
  });
});
