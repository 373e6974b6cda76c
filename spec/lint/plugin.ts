import type { Plugin } from "@redocly/openapi-core";
import { normalServers } from "./addresses/normal-servers.ts";
import { plainPaths } from "./addresses/plain-paths.ts";
import { separablePaths } from "./addresses/separable-paths.ts";
import { noRefSiblings } from "./document/no-ref-siblings.ts";
import { throttlingDescribed } from "./document/throttling-described.ts";
import { uniqueClouds } from "./document/unique-clouds.ts";
import { upstreamDifferences } from "./document/upstream-differences.ts";
import { announcedSecurity } from "./operations/announced-security.ts";
import { exampleNames } from "./operations/example-names.ts";
import { examplesDefined } from "./operations/examples-defined.ts";
import { noContentOfEmptyResponses } from "./operations/no-content-of-empty-responses.ts";
import { noInvalidHeaderExamples } from "./operations/no-invalid-header-examples.ts";
import { oneSuccessSchema } from "./operations/one-success-schema.ts";
import { permissionsDescribed } from "./operations/permissions-described.ts";
import { sendableExamples } from "./operations/sendable-examples.ts";
import { standardHeaders } from "./operations/standard-headers.ts";
import { supportedMediaTypes } from "./operations/supported-media-types.ts";
import { supportedParameters } from "./operations/supported-parameters.ts";
import { supportedRedirects } from "./operations/supported-redirects.ts";
import { uniqueParameterNames } from "./operations/unique-parameter-names.ts";
import { closedRequestBodies } from "./schemas/closed-request-bodies.ts";
import { consistentAllOf } from "./schemas/consistent-all-of.ts";
import { consistentEnums } from "./schemas/consistent-enums.ts";
import { derivedProperties } from "./schemas/derived-properties.ts";
import { errorBody } from "./schemas/error-body.ts";
import { exactNumbers } from "./schemas/exact-numbers.ts";
import { noErrorProperty } from "./schemas/no-error-property.ts";
import { noInvalidDefaults } from "./schemas/no-invalid-defaults.ts";
import { noInvalidSchemas } from "./schemas/no-invalid-schemas.ts";
import { noMixedProperties } from "./schemas/no-mixed-properties.ts";
import { noRecursiveSchemas } from "./schemas/no-recursive-schemas.ts";
import { plainPatterns } from "./schemas/plain-patterns.ts";
import { propertyDescription } from "./schemas/property-description.ts";
import { strictFormats } from "./schemas/strict-formats.ts";
import { supportedKeywords } from "./schemas/supported-keywords.ts";
import { supportedUnions } from "./schemas/supported-unions.ts";
import { typedMaps } from "./schemas/typed-maps.ts";

/** The rules that `redocly.yaml` adds to Redocly's own. */
export default function plugin(): Plugin {
  return {
    id: "run-summary",
    rules: {
      oas3: {
        "announced-security": announcedSecurity,
        "closed-request-bodies": closedRequestBodies,
        "consistent-all-of": consistentAllOf,
        "consistent-enums": consistentEnums,
        "derived-properties": derivedProperties,
        "error-body": errorBody,
        "exact-numbers": exactNumbers,
        "example-names": exampleNames,
        "examples-defined": examplesDefined,
        "no-content-of-empty-responses": noContentOfEmptyResponses,
        "no-error-property": noErrorProperty,
        "no-invalid-defaults": noInvalidDefaults,
        "no-invalid-header-examples": noInvalidHeaderExamples,
        "no-invalid-schemas": noInvalidSchemas,
        "no-mixed-properties": noMixedProperties,
        "no-recursive-schemas": noRecursiveSchemas,
        "no-ref-siblings": noRefSiblings,
        "normal-servers": normalServers,
        "one-success-schema": oneSuccessSchema,
        "permissions-described": permissionsDescribed,
        "plain-paths": plainPaths,
        "plain-patterns": plainPatterns,
        "property-description": propertyDescription,
        "sendable-examples": sendableExamples,
        "separable-paths": separablePaths,
        "standard-headers": standardHeaders,
        "strict-formats": strictFormats,
        "supported-keywords": supportedKeywords,
        "supported-media-types": supportedMediaTypes,
        "supported-parameters": supportedParameters,
        "supported-redirects": supportedRedirects,
        "supported-unions": supportedUnions,
        "throttling-described": throttlingDescribed,
        "typed-maps": typedMaps,
        "unique-clouds": uniqueClouds,
        "unique-parameter-names": uniqueParameterNames,
        "upstream-differences": upstreamDifferences,
      },
    },
  };
}
