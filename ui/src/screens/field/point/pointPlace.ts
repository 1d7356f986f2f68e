import { route } from "$lib/state/route.svelte";

/** The screens of mobile points. */
export const POINT_SCREENS = ["points", "point-add", "point-person"];

/** Opens somebody of a point, on top of what is open. */
export function openCame(point: string, resident: string) {
  route.open("point-person", `${point}/${resident}`);
}

/** Shows somebody of a point instead of what is open. */
export function turnToCame(point: string, resident: string) {
  route.replace("point-person", `${point}/${resident}`);
}

/** A point and somebody of it, as a place's id names them. */
export function cameOf(id: string): { point: string; resident: string } {
  const [point = "", resident = ""] = id.split("/");
  return { point, resident };
}
