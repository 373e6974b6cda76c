import { createRequire } from "node:module";

/** What Prism loads at its start though it uses it only for generated answers, Postman's collections and as a proxy. */
const seldomUsed = ["@faker-js/faker", "@stoplight/http-spec/postman/operation", "node-fetch", "lodash/fp"];

// In Node's cache of modules each has a stand-in, which loads the module when something that it exports is used.
const prismRequire = createRequire(import.meta.resolve("@stoplight/prism-http"));
for (const name of seldomUsed) {
  const file = prismRequire.resolve(name);
  const load = () => {
    if (prismRequire.cache[file] === standIn) delete prismRequire.cache[file];
    return prismRequire(file) as Record<PropertyKey, object>;
  };
  const exports = new Proxy({}, { get: (_target, key) => standInFor(() => load()[key] as object) });
  const standIn = { exports, loaded: true } as NodeJS.Module;
  prismRequire.cache[file] ??= standIn;
}

// Prism makes the template of an operation's path anew for each request, and with it a regular expression and a function.
const { URI } = prismRequire("uri-template-lite") as { URI: { Template: new (template: string) => object } };
const templates = new Map<string, object>();
URI.Template = new Proxy(URI.Template, {
  construct(Template, [template]: [string]) {
    const known = templates.get(template) ?? new Template(template);
    templates.set(template, known);
    return known;
  },
});

function standInFor(load: () => object): object {
  return new Proxy(() => {}, {
    get: (_target, key) => Reflect.get(load(), key),
    apply: (_target, _self, args) => (load() as (...args: unknown[]) => unknown)(...args),
  });
}
