/* Starts the slides; S opens the notes of the speaker in a window of their own. */
(function () {
  "use strict";
  var words = document.getElementById("keys").dataset;
  var room = null;

  function line(kind, text, size) {
    var element = room.document.createElement(kind);
    element.textContent = text;
    element.style.cssText = "margin:0 0 .6em;font-size:" + size;
    return element;
  }

  function titleOf(slide) {
    var title = slide && slide.querySelector("h1,h2");
    return title ? title.textContent : "";
  }

  function show() {
    if (!room || room.closed) { return; }
    var slides = Reveal.getSlides();
    var now = Reveal.getCurrentSlide();
    var next = slides[slides.indexOf(now) + 1];
    var body = room.document.body;
    body.textContent = "";
    body.style.cssText = "margin:1.2em;font:20px/1.4 sans-serif;max-width:44em;color:#1c2630";
    body.appendChild(line("p", now.getAttribute("aria-label"), "16px"));
    body.appendChild(line("h1", titleOf(now), "26px"));
    now.querySelectorAll(".spoken p").forEach(function (p) {
      body.appendChild(line("p", p.textContent, "20px"));
    });
    if (next) { body.appendChild(line("p", words.next + ": " + titleOf(next), "16px")); }
  }

  function open() {
    room = window.open("", "notes", "width=760,height=720");
    if (!room) { return; }
    room.document.title = words.notes;
    room.document.documentElement.lang = document.documentElement.lang;
    room.addEventListener("keydown", function (event) {
      if (event.key === "ArrowRight" || event.key === "PageDown") { Reveal.next(); }
      if (event.key === "ArrowLeft" || event.key === "PageUp") { Reveal.prev(); }
    });
    show();
  }

  Reveal.initialize({
    width: 1280, height: 720, margin: 0, center: false, hash: true, controls: false,
    progress: true, help: false, transition: "none", backgroundTransition: "none",
    pdfMaxPagesPerSlide: 1, scrollActivationWidth: null,
    keyboard: { 83: open }
  });
  Reveal.on("slidechanged", show);
})();
