// Where our verdict differs from oasdiff's on purpose, and why.

/** By oasdiff's check id: the finding is not of the same size for us. */
export const policyByCheck: Readonly<Record<string, string>> = {};

/** By our rule: it asks for a major version where oasdiff has no breaking finding. */
export const policyByRule: Readonly<Record<string, string>> = {};
