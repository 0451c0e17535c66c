/**
 * A code that came with the address, from the QR on a slip of paper: put where it would be typed, and taken
 * out of the address, so that it is neither in the phone's history nor in what somebody passes on. What
 * stands behind a # never reaches the server.
 */

const field = document.getElementById("code");
const brought = location.hash.slice(1);

if (field && /^[0-9A-Za-z-]{1,40}$/.test(brought)) {
  field.value = brought;
  history.replaceState(null, "", location.pathname);
  field.form.querySelector("button").focus();
}
