import XMLBuilder from "fast-xml-builder";
import { getEssence, isJson } from "../validation/media-type.ts";

const xmlBuilder = new XMLBuilder();

/** Serializes a value for a media type: XML in Prism's form, a text as it is where the media type is not JSON, else JSON. */
export function serializeBody(body: unknown, mediaType: string): string {
  if (typeof body === "string" && !isJson(mediaType)) return body;
  return isXml(mediaType) ? xmlBuilder.build({ xml: body }) : JSON.stringify(body);
}

function isXml(mediaType: string): boolean {
  return /^(application|text)\/(.+\+)?xml$/.test(getEssence(mediaType));
}
