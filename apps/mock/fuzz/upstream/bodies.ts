// Bodies that the document does not describe, and connections that end in the middle.
import { type Behaviours, head, json, type Reply, respond, send } from "./reply.ts";

export const bodyBehaviours: Behaviours = {
  "a good response": respond(200),
  "an empty body": respond(200, {}, ""),
  "no media type": respond(200, { "content-type": undefined }),
  "a malformed media type": respond(200, { "content-type": 'application/json; charset="' }),
  "a media type that is a long run": respond(200, { "content-type": `application/${"+".repeat(12_000)}` }),
  "text for JSON": respond(200, {}, "no JSON"),
  "bytes that are not UTF-8": respond(200, {}, Buffer.from([0x22, 0xff, 0xfe, 0x22])),
  "a byte order mark": respond(200, {}, "\uFEFF{}"),
  "JSON nested deeply": respond(200, {}, "[".repeat(20_000) + "]".repeat(20_000)),
  "JSON nested below a property": respond(200, {}, `${'{"parent":'.repeat(3000)}{}${"}".repeat(3000)}`),
  "many unknown properties": respond(200, {}, `{${Array.from({ length: 3000 }, (_, index) => `"p${index}":1`)}}`),
  "a long list of wrong items": respond(200, {}, `[${Array.from({ length: 5000 }, () => '{"id":"x"}')}]`),
  "an error in the wrong form": respond(400, {}, '{"message":[null]}'),
  multipart: respond(200, { "content-type": "multipart/form-data" }, "--x--"),
};

export const endingBehaviours: Behaviours = {
  "no response": (): Reply => ({ pieces: [] }),
  "a reset": (): Reply => ({ pieces: [], end: "reset" }),
  silence: (): Reply => ({ pieces: [], end: "open" }),
  "the end in the head": send(head),
  "the end in the body": send(`${head}content-length: 100\r\n\r\n{`),
  "a reset in the body": (): Reply => ({ pieces: [`${head}content-length: 100\r\n\r\n{`], end: "reset" }),
  "silence in the body": (): Reply => ({ pieces: [`${head}content-length: 100\r\n\r\n{`], end: "open" }),
  "a slow head": (): Reply => ({ pieces: head.split(""), pause: 20 }),
  "a slow body": (): Reply => ({ pieces: [`${head}content-length: 100\r\n\r\n`, ...json.repeat(9)], pause: 10 }),
};
