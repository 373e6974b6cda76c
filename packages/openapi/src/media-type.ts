/** How the body of a media type is written: `binary` for all that is none of the others. */
export type BodyKind = "json" | "text" | "form" | "multipart" | "binary";

/**
 * How a body of a media type is written. Parameters of the media type make no difference.
 *
 * @example getBodyKind("application/problem+json; charset=utf-8") // "json"
 */
export function getBodyKind(mediaType: string): BodyKind {
  const [essence = ""] = mediaType.toLowerCase().split(";");
  const type = essence.trim();
  if (/^application\/([^/]+\+)?json$/.test(type)) return "json";
  if (type === "application/x-www-form-urlencoded") return "form";
  if (type.startsWith("multipart/")) return "multipart";
  return type.startsWith("text/") ? "text" : "binary";
}
