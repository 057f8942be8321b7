declare const __VERSION__: string | undefined;

/** The package's version, put in by the build; from source it is `0.0.0-dev`. */
export const version = typeof __VERSION__ === "string" ? __VERSION__ : "0.0.0-dev";
