/** Which dialog is open. One at a time. */

import { html } from "../parts/html.js";
import { _, n_ } from "../words.js";
import { DeclineDialog, MuteDialog, PassDialog, QuarantineDialog, ReviewDialog } from "./deciding.js";
import { Dialog } from "./dialog.js";
import { HelpDialog } from "./help.js";
import { HistoryDialog } from "./history-list.js";
import { MergeDialog } from "./merging.js";
import { GuideDialog, HoldDialog } from "./noting.js";
import { SettingsDialog } from "./settings.js";
import { EditDialog, SplitDialog, TagDialog } from "./wording.js";

const KINDS = {
  decline: DeclineDialog,
  merge: MergeDialog,
  edit: EditDialog,
  split: SplitDialog,
  tag: TagDialog,
  hold: HoldDialog,
  guide: GuideDialog,
  mute: MuteDialog,
  pass: PassDialog,
  review: ReviewDialog,
  quarantine: QuarantineDialog,
  help: HelpDialog,
  history: HistoryDialog,
  settings: SettingsDialog,
  close: CloseDialog,
};

export function Dialogs({ desk, keys }) {
  const { dialog } = desk;
  if (!dialog) return null;
  const questions = (dialog.numbers || []).map((number) => desk.seen.get(number)).filter(Boolean);
  if (dialog.numbers && !questions.length) return null;
  const name = `${dialog.kind} ${dialog.numbers || ""}`;
  return html`<${KINDS[dialog.kind]} key=${name} desk=${desk} keys=${keys} questions=${questions} />`;
}

function CloseDialog({ desk }) {
  const { counts } = desk.conference;
  const end = () => {
    desk.live.send("close_conference", {});
    desk.close();
  };
  return html`<${Dialog} label=${_("Kết thúc hội nghị?")} onClose=${desk.close}>
    <p>${_("Việc này không hoàn tác được. Không ai gửi câu hỏi hay ủng hộ được nữa.")}</p>
    <p>${n_("{n} câu hỏi sẽ thành hồ sơ theo dõi, mỗi câu một hồ sơ.", counts.received)}</p>
    ${counts.waiting + counts.queued > 0 && html`<p class="dialog-warning">${n_("Trong đó {n} câu chưa được trả lời.", counts.waiting + counts.queued)}</p>`}
    <div class="acts">
      <button class="button button-grave" type="button" onClick=${end}>${_("Kết thúc hội nghị")}</button>
      <button class="button" type="button" onClick=${desk.close}>${_("Chưa kết thúc")}</button>
    </div>
  <//>`;
}
