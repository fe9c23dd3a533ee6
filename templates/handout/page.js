// What the page does beyond being read. Without it every word and number is still there.
(() => {
  "use strict";
  const all = (what, within) => [...(within || document).querySelectorAll(what)];
  const root = document.documentElement;
  const words = document.getElementById("words").dataset;
  const make = (tag, more, ...inside) => {
    const made = Object.assign(document.createElement(tag), more);
    made.append(...inside);
    return made;
  };
  const said = make("p", {className: "said", role: "status"});
  document.body.append(said);
  const say = text => {
    said.textContent = text;
    said.classList.add("shown");
    clearTimeout(say.later);
    say.later = setTimeout(() => said.classList.remove("shown"), 2500);
  };

  // ---- light and dark: remembered where the browser lets a file remember
  const remembered = {
    get() { try { return localStorage.getItem("theme"); } catch { return null; } },
    set(value) { try { localStorage.setItem("theme", value); } catch { /* a file may not */ } },
  };
  const prefers = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme || (prefers.matches ? "dark" : "light")) === "dark";
  const theme = remembered.get();
  if (theme === "dark" || theme === "light") root.dataset.theme = theme;
  const lamp = document.getElementById("lamp");
  const label = () => { lamp.textContent = isDark() ? words.light : words.dark; };
  lamp.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    remembered.set(root.dataset.theme);
    label();
  });
  prefers.addEventListener("change", label);
  label();
  document.getElementById("tools").hidden = false;

  // ---- the contents follow the reader
  const links = new Map(all(".contents a").map(a => [a.getAttribute("href").slice(1), a]));
  const parts = all("main > section").filter(part => links.has(part.id));
  let here = null;
  const follow = () => {
    const line = innerHeight / 3;
    const now = parts.filter(part => part.getBoundingClientRect().top <= line).pop() || parts[0];
    if (!now || now === here) return;
    if (here) links.get(here.id).removeAttribute("aria-current");
    here = now;
    const link = links.get(now.id);
    link.setAttribute("aria-current", "true");
    const box = link.closest("nav");
    if (box.scrollHeight > box.clientHeight) {
      box.scrollTop = link.offsetTop - box.clientHeight / 2;
    }
  };
  let asked = false;
  addEventListener("scroll", () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => { asked = false; follow(); });
  }, {passive: true});
  follow();

  // ---- every mark of a chart says its number beside the pointer
  const tip = make("div", {className: "tip", hidden: true});
  document.body.append(tip);
  all(".chart svg title").forEach(title => {
    title.parentElement.dataset.told = title.textContent;
    title.remove();
  });
  const show = event => {
    const mark = event.target.closest ? event.target.closest("[data-told]") : null;
    tip.hidden = !mark;
    if (!mark) return;
    tip.textContent = mark.dataset.told;
    const x = Math.min(event.clientX + 12, innerWidth - tip.offsetWidth - 8);
    const above = event.clientY - tip.offsetHeight - 10;
    tip.style.left = Math.max(8, x) + "px";
    tip.style.top = (above > 0 ? above : event.clientY + 18) + "px";
  };
  ["pointerover", "pointermove", "pointerdown"].forEach(kind => addEventListener(kind, show));
  addEventListener("scroll", () => { tip.hidden = true; }, {passive: true});

  // ---- copy a number with its source
  const copy = async text => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = make("textarea", {value: text, className: "skip"});
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    say(words.copied + " " + text);
  };
  const title = document.title;
  const chapter = element => {
    const part = element.closest("section");
    return part ? part.querySelector("h2").textContent : "";
  };
  const joined = pieces => pieces.filter(Boolean).join(" · ");
  const button = (text, does) => {
    const made = make("button", {type: "button", className: "quiet", textContent: text});
    made.addEventListener("click", does);
    return made;
  };
  all(".finding").forEach(finding => {
    const lines = all("p", finding).map(p => p.textContent);
    finding.append(button(words.copy, () => copy(joined([...lines, chapter(finding), title]))));
  });
  all(".chart .scroll").forEach(frame => {
    const larger = button(words.larger, () => {
      const large = frame.classList.toggle("large");
      larger.textContent = large ? words.smaller : words.larger;
    });
    larger.classList.add("larger");
    frame.after(larger);
  });
  const head = table => all("thead th", table).map(th => th.dataset.label || th.textContent);
  const source = cell => {
    const table = cell.closest("table");
    const row = cell.parentElement;
    const who = all("td, th", row).filter(one => !one.classList.contains("n")).slice(0, 2);
    const caption = table.caption ? table.caption.textContent : "";
    return joined([
      (head(table)[cell.cellIndex] || "") + ": " + cell.textContent.trim(),
      who.map(one => one.textContent.trim()).join(" "), caption, chapter(cell), title,
    ]);
  };
  document.addEventListener("click", event => {
    const cell = event.target.closest("td.n");
    if (cell && !event.target.closest("a, button") && !String(getSelection())) copy(source(cell));
  });
  all("td.n").forEach(cell => { cell.title = words.copynumber; });

  // ---- tables: sort by a column, see only one manager
  const value = cell => {
    const raw = cell ? cell.dataset.v : undefined;
    const text = cell ? cell.textContent.trim() : "";
    if (raw === undefined) return text === "" || text === "–" ? null : text;
    return raw === "" ? null : isNaN(raw) ? raw : Number(raw);
  };
  const compare = new Intl.Collator(root.lang, {numeric: true}).compare;
  const order = (a, b) => typeof a === "number" && typeof b === "number" ? a - b : compare(a, b);
  const sort = (table, at, down) => {
    const rows = all("tbody tr", table).map((row, place) => [value(row.cells[at]), place, row]);
    rows.sort(([a, x], [b, y]) => {
      if (a === null || b === null) return (a === null) - (b === null) || x - y;
      return (down ? order(b, a) : order(a, b)) || x - y;
    });
    table.tBodies[0].append(...rows.map(([, , row]) => row));
  };
  all(".table table, .chart details table").forEach(table => {
    const rows = all("tbody tr", table);
    if (rows.length < 3 || table.closest(".worksheet")) return;
    all("thead th", table).forEach((th, at) => {
      if (th.classList.contains("blank")) return;
      th.dataset.label = th.textContent;
      const by = make("button", {type: "button", className: "by", title: words.sort});
      by.append(...th.childNodes);
      by.addEventListener("click", () => {
        const number = th.classList.contains("n");
        const was = th.getAttribute("aria-sort");
        const down = was ? was === "ascending" : number;
        all("[aria-sort]", table).forEach(one => one.removeAttribute("aria-sort"));
        th.setAttribute("aria-sort", down ? "descending" : "ascending");
        sort(table, at, down);
      });
      th.append(by);
    });
  });
  all(".table").forEach(block => {
    const table = block.querySelector("table");
    const rest = all("tr.rest", block);
    const shown = all("tbody tr", block).length;
    const at = all("thead th", block).findIndex(th => th.dataset.key === "manager");
    const tools = make("p", {className: "small tools"});
    let open = false;
    let who = "";
    const see = () => {
      let seen = 0;
      all("tbody tr", table).forEach(row => {
        const his = !who || row.cells[at].textContent.trim() === who;
        row.hidden = !(his && (open || who || !row.classList.contains("rest")));
        seen += !row.hidden;
      });
      return seen;
    };
    if (at >= 0) {
      const names = [...new Set(all("tbody tr", table).map(r => r.cells[at].textContent.trim()))];
      names.sort(compare);
      const pick = make("select", {}, make("option", {value: "", textContent: words.all}));
      pick.append(...names.map(name => make("option", {value: name, textContent: name})));
      pick.addEventListener("change", () => { who = pick.value; say(words.rows + " " + see()); });
      if (names.length > 1) tools.append(make("label", {}, words.manager + " ", pick));
    }
    if (rest.length) {
      const more = button(words.more, () => {
        open = !open;
        more.textContent = open ? words.less : words.more;
        more.setAttribute("aria-expanded", open);
        see();
      });
      more.textContent = words.more;
      more.setAttribute("aria-expanded", false);
      tools.append(more);
    }
    if (tools.childNodes.length && shown) block.prepend(tools);
    if (table) table.reveal = row => { if (row.hidden) { open = true; who = ""; see(); } };
  });

  // ---- find a customer: every place where it stands
  const data = document.getElementById("customers");
  const find = document.getElementById("find");
  const found = document.getElementById("found");
  if (!data || !find) return;
  const known = JSON.parse(data.textContent);
  const plain = text => text.toLocaleLowerCase(root.lang).normalize("NFKD").replace(/\p{M}/gu, "");
  const keys = known.customers.map(one => plain(one.code + " " + one.name));
  const place = ([list, row]) => {
    const one = known.lists[list];
    const link = make("a", {href: "#" + one.id, textContent: one.title});
    link.addEventListener("click", () => {
      const table = document.getElementById(one.id).querySelector("table");
      const at = all("tbody tr", table).find(tr => tr.dataset.row === String(row));
      all("tr.here").forEach(tr => tr.classList.remove("here"));
      if (!at) return;
      table.reveal(at);
      at.classList.add("here");
      setTimeout(() => at.scrollIntoView({block: "center"}), 0);
    });
    return make("li", {}, link, make("span", {className: "small"},
      " " + one.chapter + " · " + words.row + " " + (row + 1)));
  };
  const card = one => {
    const name = make("strong", {textContent: joined([one.code, one.name === one.code ? "" : one.name])});
    const line = make("p", {}, name);
    if (one.verdict) line.append(" ", make("span", {className: "verdict", textContent: one.verdict}));
    if (one.sheet) line.append(" ", make("a", {href: one.sheet, textContent: words.sheet}));
    return make("div", {className: "one"}, line, make("ul", {}, ...one.places.map(place)));
  };
  const MOST = 6;
  find.addEventListener("input", () => {
    const asked = plain(find.value.trim());
    const hits = asked ? known.customers.filter((_, nth) => keys[nth].includes(asked)) : [];
    const exact = hits.filter(one => plain(one.code) === asked);
    const best = [...exact, ...hits.filter(one => !exact.includes(one))];
    found.replaceChildren(...best.slice(0, MOST).map(card));
    if (asked && !best.length) found.append(make("p", {textContent: words.nobody}));
    if (best.length > MOST) {
      found.append(make("p", {className: "small", textContent: words.others + " " + (best.length - MOST)}));
    }
    found.hidden = !asked;
  });
  find.addEventListener("keydown", event => {
    if (event.key === "Escape") { find.value = ""; found.hidden = true; }
  });
})();
