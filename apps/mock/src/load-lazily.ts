import { createRequire } from "node:module";

/** What Prism loads at its start though it uses it only for generated answers, Postman's collections and as a proxy. */
const seldomUsed = [
  "@faker-js/faker",
  "@stoplight/http-spec/postman/operation",
  "node-fetch",
  "http-proxy-agent",
  "https-proxy-agent",
  "lodash/fp",
];

// In Node's cache of modules each has a stand-in, which loads the module when something that it exports is used.
const require = createRequire(import.meta.resolve("@stoplight/prism-http"));
for (const name of seldomUsed) {
  const file = require.resolve(name);
  const load = () => {
    if (require.cache[file] === standIn) delete require.cache[file];
    return require(file) as Record<PropertyKey, object>;
  };
  const exports = new Proxy({}, { get: (_target, key) => standInFor(() => load()[key] as object) });
  const standIn = { exports, loaded: true } as NodeJS.Module;
  require.cache[file] ??= standIn;
}

function standInFor(load: () => object): object {
  return new Proxy(() => {}, {
    get: (_target, key) => Reflect.get(load(), key),
    apply: (_target, _self, args) => (load() as (...args: unknown[]) => unknown)(...args),
  });
}
