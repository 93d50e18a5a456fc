import { html } from "hono/html";
import { lostQuestion } from "../../present/status/page.ts";
import type { BotState } from "../../present/status/state.ts";
import { formToken } from "../form-token.ts";
import type { Html } from "../layout.ts";
import type { WebParts } from "../parts.ts";
import type { Admin } from "./admin.ts";
import { channelLabel } from "./channels.ts";

/** Posts that may or may not have arrived, with the same two answers as in chat. */
export async function openQuestions(
  { channels }: BotState,
  parts: WebParts,
  admin: Admin,
): Promise<Html | ""> {
  const open = channels.flatMap(({ lost, standing }) => lost.map((row) => ({ row, standing })));
  if (open.length === 0) return "";
  const questions = open.map(
    async ({
      row,
      standing,
    }) => html`<li><p><b>${await channelLabel(standing.subscription, parts, admin)}</b> ${lostQuestion(row)}</p>
<form method="post" action="${parts.addresses.admin("/settle")}" class="actions">${formToken(admin.session)}
<input type="hidden" name="post" value="${row.id}">
<button name="answer" value="post">Post it again</button>
<button name="answer" value="drop">It's there</button>
</form></li>`,
  );
  return html`<section aria-labelledby="questions"><h2 id="questions" class="part">Posts that may be missing</h2>
<ul class="plain">${await Promise.all(questions)}</ul></section>`;
}
