import { onTestFinished } from "vitest";
import { type Copy, copyOfRepository } from "../copy-of-repository.ts";

/** A copy of the repository that is gone when the test has ended. */
export async function temporaryCopy(): Promise<Copy> {
  const copy = await copyOfRepository();
  onTestFinished(() => copy.remove());
  return copy;
}
