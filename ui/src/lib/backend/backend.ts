import type { ApiError, Commands } from "$lib/api.gen";

/** The device behind the screens: one call per operation, whoever carries it. */
export interface Backend {
  /**
   * Calls an operation and gives its reply.
   * Rejects with an {@link ApiError}, never with anything else.
   */
  call<K extends keyof Commands>(name: K, args: Commands[K]["args"]): Promise<Commands[K]["reply"]>;
  /** Whether there may be a network; nobody knows for certain before it is tried. */
  readonly online: boolean;
}

/** Whether `value` is a coded refusal of the device. */
export function isApiError(value: unknown): value is ApiError {
  return typeof value === "object" && value !== null && "code" in value && typeof value.code === "string";
}

/** Anything that was thrown, as a coded error: what is not one is a defect of this program. */
export function asApiError(value: unknown): ApiError {
  if (isApiError(value)) return value;
  const detail = value instanceof Error ? `${value.name}: ${value.message}` : String(value);
  return { code: "internal", detail };
}
