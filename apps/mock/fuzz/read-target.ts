import { readRequests } from "./cases/document-requests.ts";
import { checkProxyResponse, createMockCheck } from "./responses.ts";
import type { Session } from "./session.ts";
import type { Target } from "./targets.ts";

type TargetDocument = Pick<Session, "requests" | "checkResponse">;

// A target has another session after each server that was lost.
const known = new WeakMap<Target, Promise<TargetDocument>>();

/** Reads the document of a target, once: its requests, and how responses to them are checked. */
export function readTarget(target: Target): Promise<TargetDocument> {
  const document = known.get(target) ?? createTargetDocument(target);
  known.set(target, document);
  return document;
}

async function createTargetDocument({ spec, isProxy, isOwnDocument }: Target): Promise<TargetDocument> {
  return {
    requests: await readRequests(spec),
    checkResponse: isProxy ? checkProxyResponse : createMockCheck(isOwnDocument),
  };
}
