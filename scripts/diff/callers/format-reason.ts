import type { Line } from "./type-checks.ts";

// A type that only the checks have, or one that is too long to read.
const unreadable =
  /^(?:Member|Parts|Given|Some|Presence|Read|Kept|Sent|Taken|OldValues|NewValues|Set|Settable|Result|ErrorBody|Properties)\d*<|\bSchema\d+_|\{\}|^.{80}/;

/**
 * What the compiler says, in one line: where the types differ, and how.
 *
 * @param messages each more exact than the one before it
 */
export function formatReason(messages: readonly string[], source: Line["source"]): string {
  const isPlace = (message: string) => /^The types of|^Types of/.test(message);
  const exact = messages.filter((message, index) => index === messages.length - 1 || isPlace(message));
  return exact
    .map((message) => nameDocuments(message, source))
    .join(" ")
    .replace(/\s+/g, " ");
}

/** The message with the document in place of a type that nobody can read. The compiler names the source of a value first. */
function nameDocuments(message: string, source: Line["source"]): string {
  const documents = source === "old" ? ["old", "new"] : ["new", "old"];
  return message.replace(/\b([Tt])ype '([^']*)'/g, (text, letter, type) => {
    const document = documents.shift();
    return unreadable.test(type) ? `${letter === "T" ? "The" : "the"} ${document} type` : text;
  });
}
