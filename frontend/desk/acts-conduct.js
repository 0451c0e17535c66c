/** What the desk can do to the whole conference, each with its way back. Pure, as `acts.js`. */

import { _, n_ } from "../words.js";

const wish = (what, fields = {}) => ({ do: what, fields });
const turn = (there, back, words) => ({ wishes: [wish(there)], undo: [wish(back)], words });

export const pause = () => turn("pause_conference", "resume_conference", _("cho hội nghị tạm nghỉ"));
export const resume = () => turn("resume_conference", "pause_conference", _("cho hội nghị tiếp tục"));

export function asking(open) {
  return open ? turn("reopen_asking", "close_asking", _("mở lại nhận câu hỏi")) : turn("close_asking", "reopen_asking", _("dừng nhận câu hỏi"));
}

export function voting(open) {
  return open ? turn("reopen_voting", "close_voting", _("mở lại ủng hộ")) : turn("close_voting", "reopen_voting", _("dừng ủng hộ"));
}

export function announce(text, before) {
  return {
    wishes: [wish("announce_notice", { text })],
    undo: [wish("announce_notice", { text: before })],
    words: text ? _("đăng thông báo") : _("gỡ thông báo"),
  };
}

export function tellChair(text, before) {
  return {
    wishes: [wish("tell_chair", { text })],
    undo: [wish("tell_chair", { text: before })],
    words: text ? _("nhắn chủ trì") : _("gỡ lời nhắn chủ trì"),
  };
}

export function slowMode(seconds, before) {
  return {
    wishes: [wish("set_slow_mode", { seconds })],
    undo: [wish("set_slow_mode", { seconds: before })],
    words: seconds ? n_("đặt mỗi người cách {n} giây một câu", seconds) : _("bỏ giãn cách gửi"),
  };
}

export function moderation(mode) {
  return {
    wishes: [wish("set_moderation", { mode })],
    undo: [wish("set_moderation", { mode: mode === "pre" ? "post" : "pre" })],
    words: mode === "pre" ? _("đặt duyệt trước khi hiện") : _("đặt hiện trước, xem sau"),
  };
}

/** @param {{mode: string, code?: string}} before */
export function joinMode(mode, code, before) {
  return {
    wishes: [wish("set_join_mode", { mode, ...(mode === "code" ? { code } : {}) })],
    undo: [wish("set_join_mode", { mode: before.mode, ...(before.code ? { code: before.code } : {}) })],
    words: _("đổi cách tham gia"),
  };
}

export function reasons(list, before) {
  return {
    wishes: [wish("publish_reasons", { reasons: list })],
    undo: [wish("publish_reasons", { reasons: before })],
    words: _("công bố danh mục lý do"),
  };
}
