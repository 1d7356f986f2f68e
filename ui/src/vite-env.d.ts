/// <reference types="svelte" />
/// <reference types="vite/client" />

/** Whether the in-memory backend is part of this build; `false` in production. */
declare const __FAKE__: boolean;
