/**
 * Takes the invitation's code out of the address, where it stands behind the `#`, and puts it into the form:
 * what stays in the address would stay in the browser's history. Without this script people paste it.
 */

const field = document.getElementById("code");
const code = location.hash.slice(1);
if (field && code) {
  field.value = code;
  history.replaceState(null, "", location.pathname);
}
