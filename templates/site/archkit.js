/* Tables that sort and filter, pictures that can be enlarged and saved. Everything can be read without it. */
"use strict";
(() => {
  const make = (name, properties = {}, ...inside) => {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...inside);
    return node;
  };
  const button = (words, action, label) => {
    const node = make("button", { type: "button", textContent: words, onclick: action });
    if (label) node.setAttribute("aria-label", label);
    return node;
  };

  /* ---- tables */

  const value = (row, column) => {
    const cell = row.cells[column];
    const text = cell.dataset.sort ?? cell.textContent.trim();
    const number = Number(text);
    return text !== "" && Number.isFinite(number) ? number : text.toLowerCase();
  };
  const compare = (a, b) =>
    typeof a === typeof b ? (typeof a === "number" ? a - b : a.localeCompare(b)) : typeof a === "number" ? -1 : 1;

  const sortable = (table) => {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const words = head.textContent;
      const sort = () => {
        const turn = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
        heads.forEach((one) => one.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", turn > 0 ? "ascending" : "descending");
        const body = table.tBodies[0];
        body.append(...[...body.rows].sort((a, b) => turn * compare(value(a, column), value(b, column))));
      };
      head.replaceChildren(button(words, sort));
    });
  };

  const filterable = (holder) => {
    const table = holder.querySelector("table");
    const rows = [...table.tBodies[0].rows];
    const told = make("output");
    const field = make("input", { type: "search", placeholder: `Filter ${rows.length} rows`, autocomplete: "off" });
    field.setAttribute("aria-label", `Filter the table: ${table.caption ? table.caption.textContent : "rows"}`);
    field.addEventListener("input", () => {
      const wanted = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !wanted.every((word) => text.includes(word));
        shown += row.hidden ? 0 : 1;
      }
      told.textContent = wanted.length ? `${shown} of ${rows.length}` : "";
    });
    holder.prepend(make("div", { className: "ak-filter" }, field, told));
  };

  /* ---- pictures */

  const rules = (svg, own) => {
    const scheme = document.body.dataset.mdColorScheme;
    const dark = scheme === "slate";
    return own.replaceAll('[data-md-color-scheme="slate"]', dark ? "svg" : "svg.never");
  };

  const save = (figure) => {
    const copy = figure.querySelector("svg").cloneNode(true);
    const style = copy.querySelector("style");
    if (style) style.textContent = rules(copy, style.textContent);
    copy.querySelectorAll("a").forEach((link) => link.replaceWith(...link.childNodes));
    const blob = new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" });
    const link = make("a", { href: URL.createObjectURL(blob), download: `${figure.dataset.name}.svg` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  const enlarge = (figure) => {
    const canvas = figure.querySelector(".ak-canvas");
    const copy = canvas.querySelector("svg").cloneNode(true);
    const [, , width, height] = copy.getAttribute("viewBox").split(/\s+/).map(Number);
    const room = make("div", { className: "ak-zoom__room", tabIndex: 0 });
    room.append(copy);
    let scale = 1;
    const show = () => {
      copy.setAttribute("width", width * scale);
      copy.setAttribute("height", height * scale);
    };
    const by = (factor) => () => {
      scale = Math.min(8, Math.max(0.2, scale * factor));
      show();
    };
    const dialog = make("dialog", { className: "ak-zoom" });
    dialog.setAttribute("aria-label", canvas.getAttribute("aria-label"));
    dialog.append(
      make(
        "div",
        { className: "ak-zoom__bar" },
        button("−", by(1 / 1.25), "Smaller"),
        button("+", by(1.25), "Larger"),
        button("Close", () => dialog.close()),
      ),
      room,
    );
    dialog.addEventListener("close", () => dialog.remove());
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    document.body.append(dialog);
    dialog.showModal();
    scale = Math.max(1, Math.min((dialog.clientWidth - 40) / width, (room.clientHeight - 20) / height));
    show();
  };

  const start = () => {
    document.querySelector(".md-search")?.setAttribute("aria-label", "Search"); // the theme gives its dialog no name
    document.querySelectorAll("table.ak-sortable").forEach(sortable);
    document.querySelectorAll("[data-filter]").forEach(filterable);
    for (const figure of document.querySelectorAll(".ak-figure")) {
      const words = figure.querySelector(".ak-canvas").getAttribute("aria-label");
      figure.append(
        make(
          "div",
          { className: "ak-tools" },
          button("Enlarge", () => enlarge(figure), `Enlarge: ${words}`),
          button("Save", () => save(figure), `Save as SVG: ${words}`),
        ),
      );
    }
    // Tables that are wider than their box scroll, those of Markdown in boxes of the theme: a keyboard has to reach them.
    const reach = () => {
      for (const one of document.querySelectorAll(".md-typeset__scrollwrap, .ak-table"))
        if (one.scrollWidth > one.clientWidth) one.tabIndex = 0;
        else one.removeAttribute("tabindex");
    };
    reach();
    window.addEventListener("resize", reach);
    new MutationObserver(reach).observe(document.querySelector(".md-content") ?? document.body, { childList: true, subtree: true });
    window.addEventListener("beforeprint", () => {
      document.querySelectorAll("details.ak-derivation").forEach((one) => (one.open = true));
    });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
