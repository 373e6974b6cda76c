import { fileURLToPath } from "node:url";

/** The repository's top folder. */
export const repository: string = fileURLToPath(new URL("../../", import.meta.url));
