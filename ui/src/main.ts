import { mount } from "svelte";
import App from "./App.svelte";
import "./app.css";
import { chooseBackend } from "$lib/backend";
import { session } from "$lib/state/session.svelte";

// The token, if one came, leaves the address before any place is read from it.
const backend = chooseBackend();
const target = document.getElementById("app");
if (target !== null) mount(App, { target });
void backend.then((chosen) => session.start(chosen));
