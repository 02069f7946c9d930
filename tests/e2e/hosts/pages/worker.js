// A service worker as Workbox makes them: everything from its cache first, renewed behind the page's back.
import { registerRoute } from "workbox-routing";
import { StaleWhileRevalidate } from "workbox-strategies";

registerRoute(({ url }) => url.origin === location.origin, new StaleWhileRevalidate());
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
