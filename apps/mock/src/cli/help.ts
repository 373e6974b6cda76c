import { describeFault, faultNames } from "../features/faults.ts";

/** Creates the text that `--help` prints. */
export function createHelp(): string {
  const faults = faultNames.map((name) => `    ${name.padEnd(16)}${describeFault(name)}`);
  return `A mock of the API. It responds with the spec's examples, and says what is wrong with a request.

  run-summary-mock [options]

  --port PORT                 port to listen on, 0 for any free one (4010)
  --host HOST                 address to listen on (127.0.0.1)
  --spec FILE                 OpenAPI document to serve (the project's own)
  --strict                    refuse a document with a schema that cannot be validated; otherwise the operations that
                              have it respond with 501
  --watch                     load the document again when one of its files changes
  --log pretty|json|silent    a line for each request, for people or for programs (pretty)

  --stateful                  POST, PATCH, PUT and DELETE change what a GET returns; POST /_mock/reset discards the
                              changes
  --seed FILE                 what exists at the start: JSON, {"path below the API's root": {what a GET returns}}
  --throttle                  respond with 429 beyond the limits in the spec's x-throttling
  --announced-permissions     accept only the permissions that Microsoft has announced (x-announced-security)
  --latency MS                wait before each response (0)
  --body-limit BYTES          respond with 413 to a body that is larger, or is so once decoded (1048576)

  --chaos all|FAULT,…         inject faults at random
  --chaos-probability P       the share of requests that get a fault, 0 to 1 (0.1)
  --chaos-seed N              the same seed gives the same faults (random, printed at the start)

  --upstream URL              send requests on to this address, and validate both directions

  -h, --help                  print this text

  Headers of a request:
    Prefer: code=429, example=NAME, dynamic=true    get another documented response, or a generated one
    Mock-Fault: FAULT                               get a fault

  Faults:
${faults.join("\n")}
`;
}
