import type { IHttpParam } from "@stoplight/types";

/** Formats the value of a path, header or cookie parameter, in the parameter's style (OpenAPI, section "Style Values"). */
export function formatParameter({ name, style, explode }: IHttpParam, value: unknown): string {
  const texts = listTexts(value, explode ?? false);
  if (style === "label") return `.${texts.join(explode ? "." : ",")}`;
  if (style !== "matrix") return texts.join();
  if (!explode || !isObject(value)) return `;${name}=${texts.join()}`;
  return Array.isArray(value) ? texts.map((text) => `;${name}=${text}`).join("") : `;${texts.join(";")}`;
}

/** Formats a query parameter, in its style. */
export function formatQueryParameter({ name, style, explode }: IHttpParam, value: unknown): string {
  const key = encodeURIComponent(name);
  if (style === "deepObject" && isObject(value)) {
    return Object.entries(value)
      .map(([member, text]) => `${key}[${member}]=${encodeURIComponent(String(text))}`)
      .join("&");
  }
  const separator = { spaceDelimited: "%20", pipeDelimited: "|" }[String(style)] ?? ",";
  const isExploded = explode ?? true;
  const texts = listTexts(value, isExploded).map((text) => encodeURIComponent(text));
  if (!isExploded || !isObject(value)) return `${key}=${texts.join(separator)}`;
  return Array.isArray(value)
    ? texts.map((text) => `${key}=${text}`).join("&")
    : texts.join("&").replaceAll("%3D", "=");
}

function listTexts(value: unknown, isExploded: boolean): string[] {
  if (!isObject(value)) return [String(value)];
  if (Array.isArray(value)) return value.map(String);
  return Object.entries(value).flatMap(([name, text]) => (isExploded ? [`${name}=${text}`] : [name, String(text)]));
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
