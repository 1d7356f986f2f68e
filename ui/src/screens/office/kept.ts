/**
 * Where the row in view is after a list was asked for anew: `before[at]` if it is still there, or else the next one
 * that is, or else the last one before it. So what a key decides next is what the eye was going to, whatever came or
 * went above it.
 */
export function kept<T>(before: readonly T[], at: number, now: readonly T[], key: (item: T) => string): number {
  const places = new Map(now.map((item, place) => [key(item), place]));
  const after = before.slice(at).find((item) => places.has(key(item)));
  const found = after ?? before.slice(0, at).reverse().find((item) => places.has(key(item)));
  return found === undefined ? 0 : (places.get(key(found)) ?? 0);
}
