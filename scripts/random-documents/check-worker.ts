import { parentPort, workerData } from "node:worker_threads";
import { findFailures, findFailuresInBrowser } from "./check-document.ts";
import type { Task } from "./check-in-workers.ts";

const { workspace, candidates, browser } = workerData as Task;
parentPort?.postMessage(await (browser ? findFailuresInBrowser : findFailures)(workspace, candidates));
