import { statfs } from "node:fs/promises";

/** What is free of the disk that a folder is on, for whoever the program runs as. */
export async function freeOf(folder: string): Promise<{ readonly share: number; readonly bytes: number }> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { share: blocks === 0 ? 1 : bavail / blocks, bytes: bavail * bsize };
}
