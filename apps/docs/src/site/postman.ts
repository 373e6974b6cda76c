import type { Content, OpenApiDocument, Operation, Parameter } from "@run-summary/openapi";
import { groupOperations, readInfo } from "../reference/info.ts";

/** A Postman collection, format 2.1. Each tag is a folder with its operations' requests and example responses. */
export function createPostmanCollection(document: OpenApiDocument): object {
  const { title, description } = readInfo(document);
  const schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
  return {
    info: { name: title, description, schema },
    auth: { type: "bearer", bearer: [{ key: "token", value: "{{bearerToken}}", type: "string" }] },
    variable: [
      { key: "baseUrl", value: document.servers?.[0]?.url ?? "" },
      { key: "bearerToken", value: "" },
    ],
    item: groupOperations(document).map((group) => ({
      name: group.title,
      description: group.description,
      item: group.operations.map(createItem),
    })),
  };
}

function createItem(operation: Operation): object {
  const { summary, description, method, path, requestBody, responses } = operation;
  const [body] = listBodies(requestBody?.content);
  const url = path.replaceAll(/\{(\w+)\}/g, ":$1");
  return {
    name: summary,
    request: {
      description,
      method: method.toUpperCase(),
      header: [...listValues(operation, "header"), ...(body ? [createContentType(body.mediaType)] : [])],
      url: {
        raw: `{{baseUrl}}${url}`,
        host: ["{{baseUrl}}"],
        path: url.slice(1).split("/"),
        query: listValues(operation, "query"),
        variable: listValues(operation, "path"),
      },
      ...(body && { body: { mode: "raw", raw: body.text, options: { raw: { language: "json" } } } }),
    },
    response: Object.entries(responses).flatMap(([status, { content }]) =>
      listBodies(content).map(({ example, mediaType, text }) => ({
        name: `${status} ${example}`,
        ...(/^\d+$/.test(status) && { code: Number(status) }),
        header: [createContentType(mediaType)],
        body: text,
      })),
    ),
  };
}

function createContentType(mediaType: string): object {
  return { key: "Content-Type", value: mediaType };
}

function listValues({ parameters }: Operation, place: Parameter["in"]): object[] {
  return parameters
    .filter((parameter) => parameter.in === place)
    .map(({ name, example, description, required }) => ({
      key: name,
      value: String(example),
      description,
      ...(required ? {} : { disabled: true }),
    }));
}

function listBodies(content: Readonly<Record<string, Content>> = {}) {
  return Object.entries(content).flatMap(([mediaType, { examples }]) =>
    Object.entries(examples).map(([example, value]) => ({ example, mediaType, text: JSON.stringify(value, null, 2) })),
  );
}
