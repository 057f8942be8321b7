/** Token names of nearly every Lambda list. */
export const MARKER = ["Marker", "NextMarker"] as const;
/** A function that is gone by now is no fault. */
export const GONE = { absent: ["ResourceNotFoundException"] };
