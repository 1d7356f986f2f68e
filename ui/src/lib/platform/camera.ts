import { aim } from "./aim.svelte";
import { onAndroid } from "./kind";

/** The phone's own reader of codes, outside the window: quicker and better than a picture in the page. */
export interface CardCamera {
  /**
   * Opens the camera until it sees a code. Resolves with the code's text as it is, or with "" when the
   * person closed it. Rejects when there is no permission or no camera. Keeps no picture.
   */
  scan(): Promise<string>;
}

/** The phone's reader, or `null` where there is none: on the desktop and in a browser. */
export function cardCamera(): CardCamera | null {
  return onAndroid ? aim : null;
}
