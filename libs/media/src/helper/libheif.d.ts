/** The part of libheif-js that is used. */
declare module 'libheif-js/libheif-wasm/libheif-bundle.mjs' {
  interface Picture {
    get_width(): number;
    get_height(): number;
    is_primary(): boolean;
    display(
      into: { data: Uint8ClampedArray; width: number; height: number },
      done: (result: object | null) => void,
    ): void;
    free(): void;
  }
  const start: () => { HeifDecoder: new () => { decode(bytes: Uint8Array): Picture[] } };
  export default start;
}
