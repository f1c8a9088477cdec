declare module "subset-font" {
  interface Cut {
    readonly targetFormat: "woff2";
    /** OpenType features to keep; all others go. */
    readonly keepFeatures: readonly string[];
    readonly variationAxes: Readonly<Record<string, { readonly min: number; readonly max: number }>>;
    readonly noHinting: boolean;
  }

  export default function subsetFont(font: Uint8Array, letters: string, cut: Cut): Promise<Uint8Array>;
}
