import type { OpenApiDocument } from "@run-summary/spec";
import { commonSections, infoOf, withoutIds } from "../reference.ts";
import { samplesOf } from "./samples.ts";

/**
 * The document as Redoc is given it: each operation with its samples and a link to the console, and sections for what Redoc
 * shows nowhere, or where its menu and its search do not lead.
 */
export function redocDocument(document: OpenApiDocument): OpenApiDocument {
  const samples = samplesOf(document);
  const { description } = infoOf(document);
  const copy = structuredClone(document);
  Object.assign(copy.info ?? {}, { description: `${description}\n\n${withoutIds(commonSections(document))}` });
  for (const pathItem of Object.values(copy.paths ?? {})) {
    for (const operation of Object.values(pathItem)) {
      const { operationId } = operation;
      if (operationId === undefined) continue;
      operation.description += `\n\n[Try it in the console](console.html?operation=${operationId})`;
      operation["x-codeSamples"] = samples
        .filter((sample) => sample.operationId === operationId)
        .map(({ lang, label, source }) => ({ lang, label, source }));
    }
  }
  return copy;
}

/** What Redoc has to be told: it leaves out every sample whose label is none of its languages'. */
export function redocOptions(document: OpenApiDocument): object {
  const byLabel = new Map(samplesOf(document).map(({ lang, label }) => [label, { lang, label }]));
  const languages = [...byLabel.values(), { lang: "Payload", label: "Payload" }];
  return { codeSamples: { languages } };
}
