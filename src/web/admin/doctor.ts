import type { Context } from "hono";
import { html } from "hono/html";
import type { DoctorFinding } from "../../doctor/finding.ts";
import { LIGHTS, reportFor, summaryOf } from "../../present/status/doctor.ts";
import { isHere } from "../../present/this-channel.ts";
import { notFound } from "../errors.ts";
import { type Html, layout } from "../layout.ts";
import type { WebParts } from "../parts.ts";
import { plain } from "../plain.ts";
import type { Admin } from "./admin.ts";

/** What `npm start -- doctor` says, as far as this admin may read it. Nothing is changed by looking; who looks again at once sees the same. */
export async function doctorPage(context: Context, parts: WebParts, admin: Admin): Promise<Response> {
  const { addresses, services } = parts;
  if (!services.doctor) return notFound(context, parts, "Nothing can be checked from here.");
  const report = reportFor(await services.doctor(), admin.seer, admin.isOperator);
  const body = html`<h1>A check of everything</h1>
<p class="lead">${summaryOf(report, admin.isOperator)} <a href="${addresses.admin()}">Back to the bot's state</a></p>
${report.sections.map(
  ({ title, findings }) => html`<section><h2 class="part">${plain(title)}</h2>
<ul class="lights">${findings.map((finding) => line(finding, admin))}</ul></section>`,
)}`;
  return context.html(layout(parts, { title: "A check of everything", isHidden: true, body }));
}

function line({ level, text, fix, link, about }: DoctorFinding, { isOperator, seer }: Admin): Html {
  // Names of other channels are for operators: some may be private.
  const isNamed = about?.name !== undefined && (isOperator || isHere(seer, about));
  const name = isNamed ? html`<strong>${plain(about.name ?? "")}</strong> ` : "";
  const todo = fix === undefined || level === "ok" ? "" : html`<br>${plain(fix)}`;
  const where =
    link?.startsWith("https:") && level !== "ok" ? html` <a href="${link}">${plain(link)}</a>` : "";
  return html`<li><span>${LIGHTS[level]}</span> <span>${name}${plain(text)}${todo}${where}</span></li>`;
}
