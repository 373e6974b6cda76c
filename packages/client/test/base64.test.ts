import { describe, expect, it } from "vitest";
import { decodeBase64, encodeBase64 } from "../src/index.ts";

describe("base64", () => {
  it.each([
    ["", ""],
    ["detectionScriptContent", "ZGV0ZWN0aW9uU2NyaXB0Q29udGVudA=="],
    ["Write-Output '✓ 𝄞'", "V3JpdGUtT3V0cHV0ICfinJMg8J2Enic="],
  ])("of %j", (text, encoded) => {
    expect(encodeBase64(text)).toBe(encoded);
    expect(decodeBase64(encoded)).toBe(text);
  });

  it("of bytes that are no text", () => {
    expect(encodeBase64(new Uint8Array([0, 255, 254]))).toBe("AP/+");
  });

  it("of a long text", () => {
    const script = "Write-Output 'ü'\n".repeat(100_000);

    expect(decodeBase64(encodeBase64(script)) === script).toBe(true);
  });

  it("is decoded in the form for URLs, too", () => {
    expect(decodeBase64("Pz8_fn5-")).toBe("???~~~");
  });

  it("is refused where it is broken", () => {
    expect(() => decodeBase64("*")).toThrow();
  });
});
