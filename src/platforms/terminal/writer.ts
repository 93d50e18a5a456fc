/** Where text goes: a terminal, a pipe or a file. */
export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

export interface Writer {
  /** Resolves when `text` is handed over; to false if nobody reads any more ("| head"), which is no failure. */
  write(text: string): Promise<boolean>;
}

/** Any other problem with the stream (a full disk, say) rejects the write that met it. */
export function createWriter(output: Output): Writer {
  let closed = false;
  // Without a listener, an error event would end the process; the write itself reports what happened.
  output.on("error", () => {
    closed = true;
  });
  return {
    write(text) {
      if (closed) return Promise.resolve(false);
      return new Promise((resolve, reject) => {
        output.write(text, (error?: NodeJS.ErrnoException | null) => {
          if (!error) resolve(true);
          else if (error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED") resolve(false);
          else reject(error);
        });
      });
    },
  };
}
