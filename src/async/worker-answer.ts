import { parentPort, workerData } from "node:worker_threads";

/** To be called once by a module that `createWorkerCalls` runs: answers the call. Does nothing outside a worker. */
export async function answerCall<Input, Output>(work: (input: Input) => Promise<Output>): Promise<void> {
  if (parentPort === null) return;
  parentPort.postMessage(await work(workerData as Input));
}
