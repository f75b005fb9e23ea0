/* Diglot's review desk: keys, and a question before a text that is not saved is left. All that it does is on the page too. */
(function () {
  "use strict";
  var tasks = Array.prototype.slice.call(document.querySelectorAll(".task"));
  var keys = document.getElementById("keys"), text = document.getElementById("text"), leaving = false;

  function at() {
    var here = document.activeElement && document.activeElement.closest(".task");
    return tasks.indexOf(here || document.querySelector(".task:target"));
  }
  function go(by) {
    var now = at(), to = tasks[Math.min(Math.max(now < 0 ? (by > 0 ? 0 : tasks.length - 1) : now + by, 0), tasks.length - 1)];
    if (to) { to.focus(); to.scrollIntoView({ block: "nearest" }); }
  }
  function press(selector) {
    var task = tasks[at()], button = task && task.querySelector(selector);
    if (button) button.click();
  }
  function dirty() { return text && text.value !== text.defaultValue; }

  document.addEventListener("keydown", function (event) {
    var target = event.target, writes = /^(TEXTAREA|INPUT|SELECT)$/.test(target.tagName);
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && target === text) {
      event.preventDefault();
      text.form.querySelector(".next").click();
      return;
    }
    if (event.key === "Escape" && target === text) { tasks[at()].focus(); return; }
    if (writes || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    var acts = {
      j: function () { go(1); }, ArrowDown: function () { go(1); },
      k: function () { go(-1); }, ArrowUp: function () { go(-1); },
      e: function () { if (text && tasks[at()] && tasks[at()].contains(text)) text.focus(); else press(".edit"); },
      r: function () { press(".review"); }, s: function () { press(".confirm"); },
      f: function () { document.querySelector("select").focus(); },
      "?": function () { if (keys.togglePopover) keys.togglePopover(); }
    };
    if (Object.prototype.hasOwnProperty.call(acts, event.key)) { event.preventDefault(); acts[event.key](); }
  });
  document.addEventListener("submit", function (event) {
    leaving = !!text && event.target === text.form;
  });
  window.addEventListener("beforeunload", function (event) {
    if (dirty() && !leaving) event.preventDefault();
  });
  var first = text || document.querySelector(".task:target");
  if (first) first.focus();
})();
