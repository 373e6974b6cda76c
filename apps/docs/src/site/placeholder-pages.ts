import { createProse, type Page } from "./layout.ts";

/** The pages that other commands publish after the build. These pages stand in their place until then. */
export const placeholderPages: readonly Page[] = [
  {
    name: "agreement",
    title: "Agreement",
    description: "What the spec says, and whether the types, the client, the docs and the mock say the same.",
    html: createProse("<h1>Agreement</h1><p>Not written yet: <code>npm run agreement</code> writes it.</p>"),
  },
  {
    name: "changes",
    title: "Changes",
    description: "What changed in each release of the contract.",
    html: createProse("<h1>Changes</h1><p>Not written yet: <code>npm run diff -- --page</code> writes it.</p>"),
  },
];
