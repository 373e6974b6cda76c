/** Node's module: an `import` of it would read all that it exports, and load a whole HTTP client for its `WebSocket`. */
export const http: typeof import("node:http") = process.getBuiltinModule("node:http");
