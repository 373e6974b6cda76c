export { launchBrowser, launchBrowserServer } from "./launch-browser.ts";
