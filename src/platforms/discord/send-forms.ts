import { DefaultRestOptions, type RESTOptions } from "discord.js";

/**
 * Sends forms with files as plain bytes. If another version of the HTTP client was loaded before discord.js's own, both
 * share its connections, and that version does not recognise Node's own FormData.
 */
export const sendForms: RESTOptions["makeRequest"] = async (url, init) => {
  const { makeRequest } = DefaultRestOptions;
  if (!(init.body instanceof FormData)) return makeRequest(url, init);
  const form = new Response(init.body);
  const headers = { ...init.headers, "content-type": form.headers.get("content-type") ?? "" };
  return makeRequest(url, { ...init, headers, body: new Uint8Array(await form.arrayBuffer()) });
};
