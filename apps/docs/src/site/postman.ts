import {
  buildRequest,
  type Content,
  expandPath,
  getBodyKind,
  type OpenApiDocument,
  type Operation,
  serializeBody,
} from "@run-summary/openapi";
import { groupOperations, listServers, readInfo } from "../reference/info.ts";
import { type Credential, listCredentials } from "../samples/credentials.ts";
import { escapeMarkdown } from "./escape.ts";

/** A Postman collection, format 2.1. Each tag is a folder with its operations' requests and example responses. */
export function createPostmanCollection(document: OpenApiDocument): object {
  const { title, description } = readInfo(document);
  const schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
  const groups = groupOperations(document);
  const credentials = groups.flatMap(({ operations }) =>
    operations.flatMap((operation) => listCredentials(document, operation)),
  );
  const secrets = new Set(credentials.flatMap((credential) => Object.values(authorizations[credential.kind].secrets)));
  return {
    info: { name: title, description: escapeMarkdown(description), schema },
    variable: [
      { key: "baseUrl", value: listServers(document)[0]?.url ?? "" },
      ...[...secrets].map((key) => ({ key, value: "" })),
    ],
    item: groups.map((group) => ({
      name: group.title,
      description: escapeMarkdown(group.description),
      item: group.operations.map((operation) => createItem(document, operation)),
    })),
  };
}

function createItem(document: OpenApiDocument, operation: Operation): object {
  const { summary, description, method, path, requestBody, responses } = operation;
  const [body] = listBodies(requestBody?.content);
  const segments = path
    .slice(1)
    .split("/")
    .map((segment) => formatSegment(segment, operation));
  return {
    name: summary,
    request: {
      description: escapeMarkdown(description),
      auth: createAuthorization(listCredentials(document, operation)),
      method: method.toUpperCase(),
      header: [...listValues(operation, "header"), ...(body ? [createContentType(body.mediaType)] : [])],
      url: {
        raw: `{{baseUrl}}/${segments.join("/")}`,
        host: ["{{baseUrl}}"],
        path: segments,
        query: listQuery(operation),
        variable: listValues(operation, "path").filter(({ key }) => segments.includes(`:${key}`)),
      },
      ...(body && { body: createBody(body) }),
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

/**
 * Postman takes a variable only for a whole segment, and reads its name up to a dot. In other segments the parameters have their
 * examples, such as in OData's `scripts('{id}')`.
 */
function formatSegment(segment: string, { parameters }: Operation): string {
  const [, name] = /^\{([^{}.]+)\}$/.exec(segment) ?? [];
  if (name !== undefined) return `:${name}`;
  const values = parameters.flatMap(({ in: place, name: key, example }) =>
    place === "path" && example !== undefined ? [[key, [example].flat().join()]] : [],
  );
  return expandPath(segment, Object.fromEntries(values)).replace(/^:/, "%3A"); // a segment with a colon would be a variable
}

// The members of Postman's authorizations with the collection's variables for them.
const authorizations = {
  bearer: { type: "bearer", secrets: { token: "bearerToken" } },
  basic: { type: "basic", secrets: { username: "username", password: "password" } },
  apiKey: { type: "apikey", secrets: { value: "apiKey" } },
};

function createAuthorization([credential]: readonly Credential[]): object {
  if (credential === undefined) return { type: "noauth" };
  const { type, secrets } = authorizations[credential.kind];
  const members = {
    ...Object.fromEntries(Object.entries(secrets).map(([key, variable]) => [key, `{{${variable}}}`])),
    ...(credential.kind === "apiKey" ? { key: credential.name, in: credential.in } : {}),
  };
  return { type, [type]: Object.entries(members).map(([key, value]) => ({ key, value, type: "string" })) };
}

function createContentType(mediaType: string): object {
  return { key: "Content-Type", value: mediaType };
}

/** The operation's headers, or the variables in its path. */
function listValues({ parameters }: Operation, place: "header" | "path") {
  return parameters
    .filter((parameter) => parameter.in === place)
    .map(({ name, example = "", description, required }) => ({
      key: name,
      // Postman sends a slash or a percent sign in a path as it is.
      value: place === "path" ? encodeURIComponent([example].flat().join()) : [example].flat().join(),
      description,
      ...(required ? {} : { disabled: true }),
    }));
}

/** The query's parameters. A list or an object may be several of them. */
function listQuery({ parameters }: Operation): object[] {
  const ofQuery = parameters.filter((parameter) => parameter.in === "query");
  return ofQuery.flatMap((parameter) => {
    const { name, example = "", description, required } = parameter;
    const { target } = buildRequest({ method: "get", path: "", parameters: [parameter] }, { [name]: example });
    return target
      .slice(1)
      .split("&")
      .map((pair) => {
        const [key = "", value = ""] = pair.split("=");
        return {
          key: decodeURIComponent(key),
          // Readable, but for the characters that Postman would send as they are: `#`, `%`, `&`, `+`, and the comma inside an item.
          value: decodeURIComponent(value.replace(/%(?=2[356BC])/g, "%25")),
          description,
          ...(required ? {} : { disabled: true }),
        };
      });
  });
}

interface Body {
  readonly example: string;
  readonly mediaType: string;
  readonly text: string;
}

function listBodies(content: Readonly<Record<string, Content>> = {}): Body[] {
  return Object.entries(content).flatMap(([mediaType, { examples }]) =>
    Object.entries(examples).map(([example, value]) => ({
      ...{ example, mediaType },
      text: getBodyKind(mediaType) === "json" ? JSON.stringify(value, null, 2) : serializeBody(mediaType, value),
    })),
  );
}

function createBody({ mediaType, text }: Body): object {
  const kind = getBodyKind(mediaType);
  if (kind !== "form")
    return { mode: "raw", raw: text, options: { raw: { language: kind === "json" ? "json" : "text" } } };
  return { mode: "urlencoded", urlencoded: [...new URLSearchParams(text)].map(([key, value]) => ({ key, value })) };
}
