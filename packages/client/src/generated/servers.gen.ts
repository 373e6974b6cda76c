// Generated from spec/openapi.yaml by `npm run generate`. Do not edit.

/** The address of the API in each cloud. */
export const clouds = {
  "global": "https://graph.microsoft.com/beta",
  "usGov": "https://graph.microsoft.us/beta",
  "usGovDod": "https://dod-graph.microsoft.us/beta",
  "china": "https://microsoftgraph.chinacloudapi.cn/beta",
} as const;

/** The header that has the token. */
export const tokenHeader = "Authorization";

/** What stands before the token. */
export const tokenPrefix = "Bearer ";
