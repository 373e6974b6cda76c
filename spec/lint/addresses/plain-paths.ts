import type { Oas3Rule } from "@redocly/openapi-core";

// RFC 3986, section 3.3: the characters of a path that are not percent-encoded; and the braces of parameters.
const forbidden = /[^\w\-.~!$&'()*+,;=:@/{}]/u;

/** A path template has only characters that a request holds as they are: the parts would encode and decode others differently. */
export const plainPaths: Oas3Rule = () => ({
  Paths(paths, { location, report }) {
    for (const template of Object.keys(paths)) {
      const [character] = forbidden.exec(template) ?? [];
      if (character === undefined) continue;
      report({
        message: `The path has \`${character}\`, which a request does not hold as it is, or holds in several ways. Write it without this character, or make it the value of a parameter.`,
        location: location.child(template).key(),
      });
    }
  },
});
