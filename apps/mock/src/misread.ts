import type { IHttpRequest } from "@stoplight/prism-http";
import type { IHttpOperation, IHttpParam } from "@stoplight/types";
import { validateAgainstSchema } from "./prism.ts";
import type { Violation } from "./violation.ts";

type Schema = NonNullable<IHttpParam["schema"]>;

const jsonNumber = /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i;

// What JavaScript takes for a number is one to Prism too, but for the empty text: that is a missing parameter to it.
function isMisread(text: string): boolean {
  return !Number.isNaN(Number(text)) && !jsonNumber.test(text);
}

/**
 * What is wrong with those parts of a request that Prism reads otherwise than they are written: parameters such as `$top=`
 * and `$top=0x1`, and the body `null`, which it takes for none.
 */
export function violationsOfMisread(operation: IHttpOperation, { url, headers = {}, body }: IHttpRequest): Violation[] {
  const { path = [], query = [], headers: inHeader = [], body: taken } = operation.request ?? {};
  const segments = url.path.split("/");
  const segmentOf = (name: string) => segments[operation.path.split("/").indexOf(`{${name}}`)];
  return [
    ...path.flatMap((parameter) => violationsIn("path", parameter, segmentOf(parameter.name))),
    ...query.flatMap((parameter) => violationsIn("query", parameter, url.query?.[parameter.name])),
    ...inHeader.flatMap((parameter) => violationsIn("header", parameter, headers[parameter.name.toLowerCase()])),
    ...(body === null && !taken?.required
      ? violationsOf(body, taken?.contents?.[0]?.schema ?? {}, ["body"], "body")
      : []),
  ];
}

function violationsIn(place: string, { name, schema = {} }: IHttpParam, value: string | string[] = []): Violation[] {
  const ofText = typeof schema.items === "object" && !Array.isArray(schema.items) ? schema.items : schema;
  return [value]
    .flat()
    .filter(isMisread)
    .flatMap((text) => violationsOf(text, ofText, [place, name.toLowerCase()], `${place} parameter ${name}`));
}

function violationsOf(value: unknown, schema: Schema, place: readonly string[], what: string): Violation[] {
  const errors = validateAgainstSchema(value, schema, false, 0);
  if (errors._tag === "None") return [];
  return errors.value.map(({ code, message }) => ({
    location: ["request", ...place],
    code: String(code),
    message: `${message.replace("Request", `Request ${what}`)}.`,
  }));
}
