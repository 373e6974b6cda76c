declare module "openapi-to-postmanv2" {
  interface Conversion {
    readonly result: boolean;
    readonly reason?: string;
    readonly output?: readonly { readonly data: object }[];
  }
  function convertV2(
    input: { readonly type: "json"; readonly data: object },
    options: { readonly folderStrategy: "Tags"; readonly parametersResolution: "Example" },
    callback: (error: Error | null, conversion: Conversion) => void,
  ): void;
}
