import { coverings } from "$lib/state/covering.svelte";
import { onAndroid } from "./kind";

/** Takes over the phone's "back" until it is given back. */
export type TakeBack = (pressed: () => void) => Promise<{ unregister(): Promise<void> }>;

const onThePhone: TakeBack = async (pressed) => {
  const { onBackButtonPress } = await import("@tauri-apps/api/app");
  return onBackButtonPress(pressed);
};

/**
 * While something lies over the screen, "back" takes that away. Give it the phone's "back" only for so
 * long: left alone, Android goes back in the window's history (from a door to its list) and, at the list,
 * puts the app aside. Gives what ends it; does nothing where there is no such button.
 */
export function holdBack(take: TakeBack | null = onAndroid ? onThePhone : null): () => void {
  const held = take?.(() => {
    // Pressed once more while it is being given back.
    if (!coverings.closeTop()) history.back();
  });
  return () => void held?.then((listener) => listener.unregister()).catch(() => undefined);
}
