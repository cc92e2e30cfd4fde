// Offers names while somebody types; without it the forms work all the same.
"use strict";

const PAUSE = 150; // milliseconds without a key before the wiki is asked

function offer(field) {
  const list = document.createElement("datalist");
  list.id = `${field.id}-names`;
  field.after(list);
  field.setAttribute("list", list.id);
  let waiting;
  let wanted = "";
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      wanted = field.value.trim();
      const text = wanted;
      if (!text) return;
      const query = new URLSearchParams({ kind: field.dataset.suggest, text });
      const answer = await fetch(`/wiki/Special:Suggest?${query}`);
      if (!answer.ok || text !== wanted) return;
      const names = await answer.json();
      list.replaceChildren(...names.map(({ name, about }) => new Option(about, name)));
    }, PAUSE);
  });
}

document.querySelectorAll("input[data-suggest]").forEach(offer);
