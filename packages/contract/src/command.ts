#!/usr/bin/env node
import { main } from "./provider-check/main.ts";

const { env, stderr: progress } = process;
process.exitCode = await main(process.argv.slice(2), { env, print: console.log, progress });
