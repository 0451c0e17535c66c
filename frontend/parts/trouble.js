/** Wishes of staff that were refused: each stays until somebody decides about it. */

import { _, refusalWords } from "../words.js";
import { html } from "./html.js";

export function Troubles({ live }) {
  const failed = live.operations.filter((operation) => operation.state === "failed");
  return html`<div class="troubles" role="alert">
    ${failed.map(
      (operation) => html`<div key=${operation.id} class="trouble">
        <p>
          ${operation.fields.question && html`<strong>№ ${operation.fields.question}: </strong>`}${refusalWords(operation.refusal, operation.detail)}
        </p>
        <button class="button" type="button" onClick=${() => live.retry(operation.id)}>${_("Thử lại")}</button>
        <button class="button button-quiet" type="button" onClick=${() => live.discard(operation.id)}>${_("Bỏ qua")}</button>
      </div>`,
    )}
  </div>`;
}
