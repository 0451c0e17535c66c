import "../words.js";
