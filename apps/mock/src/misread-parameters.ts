import type { IHttpRequest } from "@stoplight/prism-http";
import type { IHttpOperation, IHttpParam } from "@stoplight/types";
import { validateAgainstSchema } from "./prism.ts";
import type { Violation } from "./violation.ts";

const jsonNumber = /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i;

// An empty parameter is a missing one to Prism, and what JavaScript takes for a number is a number.
function isMisread(text: string): boolean {
  return text === "" || (!Number.isNaN(Number(text)) && !jsonNumber.test(text));
}

/** What is wrong with the parameters that Prism reads otherwise than they are written, such as `$top=` and `$top=0x1`. */
export function violationsOfMisread(operation: IHttpOperation, { url, headers = {} }: IHttpRequest): Violation[] {
  const { path = [], query = [], headers: inHeader = [] } = operation.request ?? {};
  const segments = url.path.split("/");
  const segmentOf = (name: string) => segments[operation.path.split("/").indexOf(`{${name}}`)];
  return [
    ...path.flatMap((parameter) => violationsIn("path", parameter, segmentOf(parameter.name))),
    ...query.flatMap((parameter) => violationsIn("query", parameter, url.query?.[parameter.name])),
    ...inHeader.flatMap((parameter) => violationsIn("header", parameter, headers[parameter.name.toLowerCase()])),
  ];
}

function violationsIn(place: string, { name, schema = {} }: IHttpParam, value: string | string[] = []): Violation[] {
  const texts = [value].flat().filter(isMisread);
  const ofText = typeof schema.items === "object" && !Array.isArray(schema.items) ? schema.items : schema;
  return texts.flatMap((text) => {
    const errors = validateAgainstSchema(text, ofText, false, 0);
    if (errors._tag === "None") return [];
    return errors.value.map(({ code, message }) => ({
      location: ["request", place, name.toLowerCase()],
      code: String(code),
      message: `${message.replace("Request", `Request ${place} parameter ${name}`)}.`,
    }));
  });
}
