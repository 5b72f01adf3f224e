import type { Plugin } from "esbuild";

export function esbuildTemplates(): Plugin;

export function viteTemplates(): {
  readonly name: string;
  readonly enforce: "pre";
  transform(source: string, id: string): { readonly code: string; readonly map: null } | undefined;
};
