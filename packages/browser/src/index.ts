export { identifyBrowser } from "./identify-browser.ts";
export { launchBrowser, launchBrowserServer } from "./launch-browser.ts";
