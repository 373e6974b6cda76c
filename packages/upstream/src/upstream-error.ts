/** What was read is not what Microsoft publishes, or lacks what the spec needs. The message says what, and what to do. */
export class UpstreamError extends Error {
  override readonly name = "UpstreamError";
}
