/** The signs that only the desk needs, beside those that all screens share. */

import { SHAPES } from "../parts/html.js";

Object.assign(SHAPES, {
  merge: "M6 4c0 8 12 4 12 12M18 4c0 4-3 6-6 7M15 13l3 3 3-3",
  split: "M12 20v-7L6 5M12 13l6-8M6 10V5h5M18 10V5h-5",
  tag: "M4 12V4h8l8 8-8 8zM8 8h.01",
  hold: "M8 5v14M16 5v14",
  seal: "M7 11V8a5 5 0 0 1 10 0v3M5 11h14v9H5z",
  mute: "M5 9v6h4l5 4V5L9 9zM18 9l4 6M22 9l-4 6",
  list: "M4 6h16M4 12h16M4 18h10",
  shield: "M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6z",
});
