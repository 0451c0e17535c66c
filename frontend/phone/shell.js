/**
 * Asks the browser to keep the page for when there is no network: a phone that reloads in a dead corner of
 * the hall still opens, with its draft and outbox. Where service workers are missing nothing is lost but that.
 */

export function keepShell(url) {
  if (!("serviceWorker" in navigator) || !url) return;
  navigator.serviceWorker.register(trusted(url), { scope: "/h/" }).catch(() => {});
}

/** Browsers with Trusted Types take a worker's address only from the policy that the server allows. */
function trusted(url) {
  if (!window.trustedTypes) return url;
  return window.trustedTypes.createPolicy("doithoai", { createScriptURL: (address) => address }).createScriptURL(url);
}
