import { annotations } from "@run-summary/openapi";

/** Whether a keyword of a schema says nothing about which values are valid. */
export function isAnnotation(keyword: string): boolean {
  return annotations.includes(keyword) || keyword.startsWith("x-");
}
