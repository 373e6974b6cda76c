import type { OpenApiDocument, Operation } from "@run-summary/spec";
import { groupsOf, infoOf } from "./reference.ts";

/** A collection in Postman's format 2.1: a folder for each tag, with its operations' requests and example answers. */
export function postmanCollection(document: OpenApiDocument): object {
  const { title: name, description } = infoOf(document);
  const schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
  return {
    info: { name, description, schema },
    auth: { type: "bearer", bearer: [{ key: "token", value: "{{bearerToken}}", type: "string" }] },
    variable: [
      { key: "baseUrl", value: document.servers?.[0]?.url ?? "" },
      { key: "bearerToken", value: "" },
    ],
    item: groupsOf(document).map(({ title, description, operations }) => ({
      ...{ name: title, description, item: operations.map(itemOf) },
    })),
  };
}

function itemOf(operation: Operation): object {
  const { summary: name, description, method, path, requestBody, responses } = operation;
  const [body] = bodiesOf(requestBody?.content);
  const url = path.replaceAll(/\{(\w+)\}/g, ":$1");
  return {
    name,
    request: {
      ...{ description, method: method.toUpperCase() },
      header: [...valuesOf(operation, "header"), ...(body ? [{ key: "Content-Type", value: body.mediaType }] : [])],
      url: {
        raw: `{{baseUrl}}${url}`,
        host: ["{{baseUrl}}"],
        path: url.slice(1).split("/"),
        query: valuesOf(operation, "query"),
        variable: valuesOf(operation, "path"),
      },
      ...(body && { body: { mode: "raw", raw: body.text, options: { raw: { language: "json" } } } }),
    },
    response: Object.entries(responses).flatMap(([status, { content }]) =>
      bodiesOf(content).map(({ example, mediaType, text }) => ({
        ...{ name: `${status} ${example}`, ...(/^\d+$/.test(status) && { code: Number(status) }) },
        ...{ header: [{ key: "Content-Type", value: mediaType }], body: text },
      })),
    ),
  };
}

function valuesOf({ parameters }: Operation, place: string): object[] {
  return parameters
    .filter((parameter) => parameter.in === place)
    .map(({ name, example, description, required }) => ({
      ...{ key: name, value: String(example), description, ...(required ? {} : { disabled: true }) },
    }));
}

function bodiesOf(content: Operation["responses"][string]["content"] = {}) {
  return Object.entries(content).flatMap(([mediaType, { examples }]) =>
    Object.entries(examples).map(([example, value]) => ({ example, mediaType, text: JSON.stringify(value, null, 2) })),
  );
}
