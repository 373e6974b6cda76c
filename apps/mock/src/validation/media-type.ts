import { MIMEType } from "node:util";
import Negotiator from "negotiator";
import type { Content, Operation } from "../prism/operation.ts";
import { HttpError } from "./http-error.ts";

// What stands before the parameters, without spaces. A space of another kind is none (RFC 9110, section 5.6.3).
const essence = /^[\t ]*([^\t ;]+)[\t ]*(?:;|$)/;

/** A media type without its parameters, in lower case; empty where there is none. */
export function getEssence(mediaType: string): string {
  return (essence.exec(mediaType)?.[1] ?? mediaType).toLowerCase();
}

/** Whether a media type, with or without parameters, is JSON or a format based on it. */
export function isJson(mediaType: string): boolean {
  return /^application\/(.+\+)?json$/.test(getEssence(mediaType));
}

/** Whether a media type is that of an HTML form. */
export function isForm(mediaType: string): boolean {
  return ["application/x-www-form-urlencoded", "multipart/form-data"].includes(getEssence(mediaType));
}

/** Whether a media type is in a range, and has the range's parameters. */
export function hasMediaType(mediaType: string, range: string): boolean {
  if (!isInRange(getEssence(mediaType), getEssence(range))) return false;
  const { params } = new MIMEType(mediaType);
  return [...new MIMEType(range).params].every(([name, value]) => params.get(name) === value);
}

/** Finds the content of a media type, or else the first one. */
export function findContent(contents: readonly Content[], mediaType: string): Content | undefined {
  return contents.find((content) => isInRange(getEssence(mediaType), getEssence(content.mediaType))) ?? contents[0];
}

// RFC 9110, section 8.3.1.
const mediaTypePattern = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/;

/** Whether a media type is in a range such as `image/*` (RFC 9110, section 12.5.1). */
export function isInRange(mediaType: string, range: string): boolean {
  if (mediaType === range) return true;
  return (
    mediaTypePattern.test(mediaType) &&
    (range === "*/*" || (range.endsWith("/*") && mediaType.startsWith(range.slice(0, -1))))
  );
}

/**
 * Selects the media types that a request accepts of those that the operation's successes have: a header `Accept` for Prism, which has
 * the best one first. It is `undefined` where the request accepts all, or where the document names ranges of media types: Prism
 * chooses then.
 *
 * @throws {HttpError} 406 where the request accepts none of them.
 */
export function selectMediaTypes({ responses }: Operation, accept: string | undefined): string | undefined {
  const successes = responses.filter(({ code }) => /^[23]/.test(code));
  const described = successes.length > 0 ? successes : responses;
  const offered = [...new Set(described.flatMap(({ contents }) => contents.map(({ mediaType }) => mediaType)))];
  // Empty members of a list are ignored (RFC 9110, section 5.6.1).
  const members = accept?.split(",").filter((member) => member.trim() !== "") ?? [];
  if (members.length === 0 || offered.length === 0 || offered.some((range) => range.includes("*"))) return undefined;
  // Parameters that the document does not have, such as `odata.metadata=minimal`, are ignored.
  const essences = members.map((member) => member.replace(/;(?!\s*q=)[^;]*/gi, ""));
  const listAccepted = (list: string[]) => new Negotiator({ headers: { accept: list.join() } }).mediaTypes(offered);
  const accepted = [...new Set([...listAccepted(members), ...listAccepted(essences)])];
  // The chosen response may have another one than the best.
  if (accepted.length > 0) return accepted.map((type, index) => `${type};q=${(1 - index / 1000).toFixed(3)}`).join();
  const message = `The operation responds with ${offered.join(", ")}, which \`Accept: ${accept}\` excludes.`;
  throw new HttpError(406, message, { location: ["header", "accept"] });
}
