/** The page's own script: plain JavaScript that makes elements and sets their text, and never parses text as markup. */
export const script = String.raw`
"use strict";
(function () {
  var data = JSON.parse(document.getElementById("data").textContent);
  var root = document.documentElement, STEP = 100, PRINTED = 500;
  var asked = new URLSearchParams(location.search).get("lang");
  var lang = data.ui[asked] ? asked : data.lang;
  var shown = STEP, open = new Set(), matching = [], units = [], printing = false;
  var F = { id: 0, check: 1, status: 2, severity: 3, resource: 4, name: 5, kind: 6, account: 7, region: 8, subject: 9, place: 10, evidence: 11, because: 12, rank: 13 };
  var ids = ["severity", "status", "check", "account", "region"];
  var box = function (id) { return document.getElementById("f-" + id); };
  var text = document.getElementById("f-text"), rows = document.getElementById("rows"), more = document.getElementById("more");
  var hay = new Array(data.findings.length);

  function ui() { return data.ui[lang]; }
  function put(pattern, a, b) { return pattern.replace("{0}", function () { return a; }).replace("{1}", function () { return b; }); }
  function number(n) { return n.toLocaleString(lang); }
  function el(tag, attributes) {
    var node = document.createElement(tag);
    for (var key in attributes || {}) node.setAttribute(key, attributes[key]);
    for (var i = 2; i < arguments.length; i++) if (arguments[i] !== undefined && arguments[i] !== "") node.append(arguments[i]);
    return node;
  }
  function checkOf(f) { return data.checks[f[F.check]]; }
  function valueOf(f, id) { return id === "check" ? checkOf(f).id : f[F[id]]; }
  function badge(kind, value) {
    return el("span", { class: "badge " + value }, el("span", { "aria-hidden": "true" }, data.signs[value] + " "), ui()[kind][value]);
  }
  function labelOf(id, value) {
    if (id === "severity" || id === "status") return ui()[id][value];
    if (id === "check") { for (var i = 0; i < data.checks.length; i++) if (data.checks[i].id === value) return data.checks[i].text[lang].title + " (" + value + ")"; }
    return value;
  }

  function fillFilters() {
    ids.forEach(function (id) {
      var select = box(id), keep = select.value, counts = new Map();
      data.findings.forEach(function (f) { var v = valueOf(f, id); counts.set(v, (counts.get(v) || 0) + 1); });
      var values = Array.from(counts.keys()), order = data.order[id], collator = new Intl.Collator(lang);
      values.sort(function (a, b) { return order ? order.indexOf(a) - order.indexOf(b) : collator.compare(labelOf(id, a), labelOf(id, b)); });
      select.replaceChildren(el("option", { value: "" }, ui().all));
      values.forEach(function (v) { select.append(el("option", { value: v }, labelOf(id, v) + " — " + number(counts.get(v)))); });
      select.value = keep;
    });
  }

  function haystack(i) {
    if (hay[i] === undefined) {
      var f = data.findings[i], c = checkOf(f);
      hay[i] = [f[F.id], c.id, c.text.en.title, c.text.ja.title, c.requirements.join(" "), f[F.resource], f[F.name], f[F.kind], f[F.account], f[F.region], f[F.subject], f[F.place],
        f[F.evidence].map(function (e) { return e.join(" "); }).join(" "), f[F.because] < 0 ? "" : data.because[f[F.because]].join(" ")].join("\n").toLowerCase();
    }
    return hay[i];
  }

  function filter() {
    var wanted = ids.map(function (id) { return [id, box(id).value]; }).filter(function (p) { return p[1] !== ""; });
    var words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    matching = [];
    for (var i = 0; i < data.findings.length; i++) {
      var f = data.findings[i];
      if (!wanted.every(function (p) { return valueOf(f, p[0]) === p[1]; })) continue;
      if (words.length > 0) { var h = haystack(i); if (!words.every(function (w) { return h.indexOf(w) >= 0; })) continue; }
      matching.push(i);
    }
    shown = STEP;
    units = grouped();
    render();
  }

  // Small faults that many resources share stand in one row, until the reader asks for that check or searches.
  function grouped() {
    if (box("check").value !== "" || text.value.trim() !== "") return matching.map(function (i) { return [i]; });
    var out = [], known = new Map();
    matching.forEach(function (i) {
      var f = data.findings[i], key = f[F.check] + f[F.severity];
      if (f[F.status] !== "fail" || (f[F.severity] !== "low" && f[F.severity] !== "info")) { out.push([i]); return; }
      var unit = known.get(key);
      if (unit) unit.push(i); else { unit = [i]; known.set(key, unit); out.push(unit); }
    });
    return out.flatMap(function (unit) { return unit.length > 1 && namesOf(unit).length === 1 ? unit.map(function (i) { return [i]; }) : [unit]; });
  }
  function list() { return printing ? matching.map(function (i) { return [i]; }) : units; }
  function namesOf(unit) {
    var names = new Map();
    unit.forEach(function (i) { var f = data.findings[i]; names.set(f[F.account] + f[F.resource], f[F.name]); });
    return Array.from(names.values());
  }

  function groupDetail(unit, id) {
    var f = data.findings[unit[0]], c = checkOf(f), t = c.text[lang], cell = el("td", { colspan: "7" }), names = namesOf(unit), items = el("ul");
    cell.append(el("h3", {}, ui().why), el("p", {}, t.risk), el("h3", {}, ui().todo), el("p", {}, t.fix));
    c.remedies.forEach(function (r) { cell.append(el("p", { class: "dim" }, r[0]), el("pre", {}, el("code", {}, r[1]))); });
    names.slice(0, PRINTED).forEach(function (name) { items.append(el("li", {}, el("code", {}, name))); });
    if (names.length > PRINTED) items.append(el("li", {}, put(ui().more, number(names.length - PRINTED), "")));
    var each = el("button", { type: "button" }, ui().listEach);
    each.addEventListener("click", function () { choose(c.id, "fail", f[F.severity]); });
    cell.append(el("h3", {}, ui().names), items, el("p", { class: "noprint" }, each));
    return el("tr", { class: "detail", id: id }, cell);
  }

  function choose(check, status, severity) {
    ids.forEach(function (id) { box(id).value = ""; });
    text.value = "";
    box("check").value = check;
    box("status").value = status;
    if (severity) box("severity").value = severity;
    filter();
    document.getElementById("findings").focus();
  }

  function evidence(f) {
    var out = el("div");
    if (f[F.because] >= 0) out.append(el("p", {}, data.because[f[F.because]][lang === "ja" ? 1 : 0]));
    f[F.evidence].forEach(function (e) {
      var list = el("dl", { class: "evidence" });
      var at = lang === "ja" && e.length > 4 ? 4 : 1;
      [[ui().path, e[0]], [ui().found, e[at]], [ui().expected, e[at + 1]], [ui().place, e[3]]].forEach(function (p) {
        if (p[1] !== "") list.append(el("dt", {}, p[0]), el("dd", {}, el("code", {}, p[1])));
      });
      if (list.childNodes.length > 0) out.append(list);
    });
    var facts = el("dl", { class: "evidence" });
    [["ARN", f[F.resource]], [ui().kind, f[F.kind]], [ui().account, f[F.account]], [ui().region, f[F.region]], [ui().requirement, checkOf(f).requirements.join("; ")], [ui().check, checkOf(f).id], [ui().findingId, f[F.id]]].forEach(function (p) {
      if (p[1] !== "") facts.append(el("dt", {}, p[0]), el("dd", {}, el("code", {}, p[1])));
    });
    out.append(facts);
    return out;
  }

  function detail(f, id) {
    var c = checkOf(f), t = c.text[lang], cell = el("td", { colspan: "7" });
    cell.append(el("h3", {}, ui().what), el("p", {}, t.title + (f[F.subject] ? ": " : ""), f[F.subject] ? el("code", {}, f[F.subject]) : ""));
    cell.append(el("h3", {}, ui().why), el("p", {}, t.risk));
    if (f[F.status] === "manual" && t.manual) cell.append(el("h3", {}, ui().howToDecide), el("p", {}, t.manual));
    cell.append(el("h3", {}, ui().todo), el("p", {}, t.fix));
    c.remedies.forEach(function (r) { cell.append(el("p", { class: "dim" }, r[0]), el("pre", {}, el("code", {}, r[1]))); });
    cell.append(el("h3", {}, ui().evidence), evidence(f));
    return el("tr", { class: "detail", id: id }, cell);
  }

  // A row of many and the first of them share a finding, and are opened each on its own.
  function keyOf(unit) { return unit.length > 1 ? "g" + unit[0] : "d" + unit[0]; }
  function detailOf(unit) {
    return unit.length > 1 ? groupDetail(unit, keyOf(unit)) : detail(data.findings[unit[0]], keyOf(unit));
  }

  function toggle(unit, button, row) {
    var key = keyOf(unit), there = document.getElementById(key);
    if (there) { there.remove(); open.delete(key); } else { row.after(detailOf(unit)); open.add(key); }
    button.setAttribute("aria-expanded", String(!there));
  }

  function rowOf(unit) {
    var i = unit[0], f = data.findings[i], names = namesOf(unit), many = unit.length > 1, expanded = printing || open.has(keyOf(unit));
    var label = many ? put(ui().nOfM, number(names.length), number(Math.max(names.length, checkOf(f).judged))) : f[F.name];
    var button = el("button", { type: "button", "aria-expanded": String(expanded), "aria-controls": keyOf(unit), "aria-label": ui().details + ": " + label + " " + checkOf(f).text[lang].title }, ui().details);
    var row = el("tr", {},
      el("td", {}, badge("severity", f[F.severity])), el("td", {}, badge("status", f[F.status])),
      el("td", {}, checkOf(f).text[lang].title, el("br"), el("code", { class: "dim" }, checkOf(f).id)),
      el("th", { scope: "row" }, label, many || !f[F.subject] ? "" : el("br"), many || !f[F.subject] ? "" : el("code", { class: "dim" }, f[F.subject])),
      el("td", {}, many ? "" : el("code", {}, f[F.place] || f[F.account] + "/" + f[F.region])), el("td", { class: "n" }, String(f[F.rank])), el("td", { class: "noprint" }, button));
    button.addEventListener("click", function () { toggle(unit, button, row); });
    return expanded ? [row, detailOf(unit)] : [row];
  }

  function append(from, to) {
    var part = document.createDocumentFragment(), all = list();
    for (var n = from; n < to; n++) rowOf(all[n]).forEach(function (node) { part.append(node); });
    rows.append(part);
  }

  function render() {
    var end = Math.min(printing ? PRINTED : shown, list().length);
    rows.replaceChildren();
    append(0, end);
    if (matching.length === 0) rows.append(el("tr", {}, el("td", { colspan: "7" }, data.findings.length === 0 ? ui().clean : ui().filteredOut)));
    tell();
  }

  function tell() {
    var rest = units.length - Math.min(shown, units.length);
    document.getElementById("count").textContent = put(ui().shown, number(matching.length), number(data.findings.length));
    document.getElementById("print-note").hidden = matching.length <= PRINTED;
    more.hidden = rest === 0;
    more.textContent = put(ui().showMore, number(Math.min(STEP, rest)));
  }

  function speak(next) {
    lang = next;
    root.lang = next;
    document.title = ui().title;
    fillFilters();
    render();
  }

  ids.forEach(function (id) { box(id).addEventListener("change", filter); });
  var timer;
  text.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(filter, 120); });
  document.getElementById("filters").addEventListener("submit", function (event) { event.preventDefault(); filter(); });
  document.getElementById("clear").addEventListener("click", function () { ids.forEach(function (id) { box(id).value = ""; }); text.value = ""; filter(); });
  more.addEventListener("click", function () {
    var from = shown;
    shown += STEP;
    append(from, Math.min(shown, units.length));
    tell();
    var next = rows.querySelectorAll("tr:not(.detail) button")[from];
    if (next) next.focus();
  });
  document.querySelectorAll("button[data-check]").forEach(function (button) {
    button.addEventListener("click", function () { choose(button.dataset.check, button.dataset.status); });
  });
  document.querySelectorAll("button[data-lang]").forEach(function (button) {
    button.addEventListener("click", function () { speak(button.dataset.lang); document.querySelector("button[data-lang='" + (lang === "en" ? "ja" : "en") + "']").focus(); });
  });
  document.getElementById("theme").addEventListener("click", function () {
    var dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  document.getElementById("print").addEventListener("click", function () { print(); });
  addEventListener("beforeprint", function () { printing = true; document.querySelectorAll("details").forEach(function (d) { d.open = true; }); render(); });
  addEventListener("afterprint", function () { printing = false; render(); });
  document.querySelectorAll("[data-live]").forEach(function (node) { node.hidden = false; });
  root.lang = lang;
  document.title = ui().title;
  fillFilters();
  filter();
})();
`;
