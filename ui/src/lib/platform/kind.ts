/** Whether the window is the program's own, not a page in a browser. */
export const inShell = "__TAURI_INTERNALS__" in window;

/** Whether it is the app on an Android phone: the only place where the phone's plugins answer. */
export const onAndroid = inShell && /Android/.test(navigator.userAgent);
