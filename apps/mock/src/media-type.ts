/** A media type without its parameters, in lower case: empty where there is none. */
export function essenceOf(mediaType = ""): string {
  return (mediaType.split(";")[0] ?? "").trim().toLowerCase();
}

/** Whether a media type, with parameters or without, is JSON or a format on it. */
export function isJson(mediaType: string): boolean {
  return /^application\/(.+\+)?json$/.test(essenceOf(mediaType));
}
