/**
 * Runs in the browser: reads the feed every two seconds and changes only the cards that differ, so that nothing
 * flickers and a playing video continues. Text is always inserted as text, never as markup.
 */
export const SCRIPT = String.raw`
const data = JSON.parse(document.getElementById('data').textContent);
const w = data.words, shown = new Map();
const time = new Intl.DateTimeFormat(data.language, {dateStyle:'medium', timeStyle:'short'});
const exact = new Intl.DateTimeFormat(data.language, {hour:'2-digit', minute:'2-digit', second:'2-digit', fractionalSecondDigits:3});
function el(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}
function media(item) {
  const box = el('div', item.media.length > 1 ? 'media many' : 'media');
  if (data.looks[item.platform].layout === 'picture_first' && item.media.length > 1) {
    box.tabIndex = 0; box.setAttribute('role', 'group'); box.setAttribute('aria-label', item.accountName);
  }
  for (const m of item.media) {
    const node = el(m.kind === 'video' ? 'video' : 'img');
    node.src = m.url;
    if (m.kind === 'video') { node.controls = true; node.preload = 'metadata'; node.setAttribute('aria-label', m.altText || item.accountName); }
    else { node.alt = m.altText; node.loading = 'lazy'; }
    box.append(node);
  }
  return box;
}
function card(item) {
  const look = item.story ? {...data.looks[item.platform], layout: 'full_screen'} : data.looks[item.platform], post = el('article', 'post ' + look.layout + ' ' + look.avatar);
  const by = el('header', 'by'), who = el('div'), textFirst = look.layout === 'text_first';
  const avatar = el('span', 'avatar', [...item.accountName].slice(0, 1).join('').toUpperCase());
  avatar.setAttribute('aria-hidden', 'true');
  who.append(el('h3', 'name', look.author === 'handle' ? '@' + item.handle : item.accountName));
  const when = el('time', 'when', time.format(new Date(item.createdAt)));
  when.dateTime = item.createdAt;
  when.title = w.arrived + ' ' + exact.format(new Date(item.arrivedAt));
  who.append(when);
  if (item.story) who.append(el('span', 'when', ' · ' + w.story));
  by.append(avatar, who);
  const title = look.layout === 'article' && item.title ? el('h4', 'title', item.title) : null;
  const text = item.text ? el('p', 'text', item.text) : null;
  const acts = el('p', 'acts');
  for (const act of look.acts) acts.append(el('span', '', w[act]));
  const parts = [by];
  const pictures = item.media.length ? media(item) : null;
  if (title) parts.push(title);
  if (look.layout === 'article') parts.push(pictures, text);
  else if (textFirst) parts.push(text, pictures); else parts.push(pictures, acts, text);
  if (item.link) {
    const link = el('a', 'link', item.link);
    link.href = item.link; link.rel = 'noreferrer';
    parts.push(link);
  }
  if (textFirst || look.layout === 'article') parts.push(acts);
  if (item.comments.length) {
    const list = el('ul', 'comments');
    list.setAttribute('aria-label', w.comments);
    for (const c of item.comments) list.append(el('li', '', c.text));
    parts.push(list);
  }
  post.append(...parts.filter(Boolean));
  return post;
}
function draw(items) {
  const kept = new Set();
  for (const platform of data.platforms) {
    const list = document.querySelector('#' + platform + ' .list');
    const mine = items.filter((item) => item.platform === platform);
    document.querySelector('#' + platform + ' .empty').hidden = mine.length > 0;
    document.querySelector('nav a[href="#' + platform + '"] .count').textContent = mine.length || '';
    let before = list.firstElementChild;
    for (const item of mine) {
      const key = platform + item.id, print = JSON.stringify(item), old = shown.get(key);
      kept.add(key);
      let node = old && old.node;
      if (!old || old.print !== print) {
        node = card(item);
        if (old) { if (before === old.node) before = node; old.node.replaceWith(node); }
        shown.set(key, {print, node});
      }
      if (node === before) before = before.nextElementSibling;
      else list.insertBefore(node, before);
    }
  }
  for (const [key, {node}] of shown) if (!kept.has(key)) { node.remove(); shown.delete(key); }
}
const form = document.getElementById('arm'), armed = document.getElementById('armed'), who = form.elements.who;
let known = '';
function drawAccounts(accounts) {
  const print = accounts.map((a) => a.platform + a.id + a.name).join();
  if (print === known && who.options.length) return;
  known = print;
  const chosen = who.value;
  who.replaceChildren(...data.platforms.map((platform) => {
    const group = el('optgroup');
    group.label = data.names[platform];
    const all = el('option', '', data.names[platform] + ': ' + w.everyone);
    all.value = platform + ':';
    group.append(all, ...accounts.filter((a) => a.platform === platform).map((a) => {
      const option = el('option', '', a.name);
      option.value = platform + ':' + a.id;
      return option;
    }));
    return group;
  }));
  if (chosen) who.value = chosen;
  drawOperations();
}
function drawOperations() {
  const platform = who.value.split(':')[0];
  const any = el('option', '', w.any);
  any.value = '*';
  form.elements.operation.replaceChildren(any, ...data.operations[platform].map((name) => el('option', '', name)));
}
function drawFaults(faults) {
  const rows = faults.map((f) => el('li', '', [data.names[f.platform], f.account, f.operation === '*' ? w.any : f.operation,
    data.faults[f.fault] || f.fault, f.times < 0 ? w.forever : '× ' + f.times].filter(Boolean).join(' · ')));
  armed.replaceChildren(...(rows.length ? rows : [el('li', '', w.none)]));
}
let steers = true;
async function json(path, options) {
  const answer = await fetch('/sandbox/api/' + path, options);
  if (answer.status === 403) {
    // Somebody who only looks: the feeds are for everyone, steering is not.
    for (const part of document.querySelectorAll('#faults, nav a[href="#faults"]')) part.hidden = true;
    steers = false;
    return null;
  }
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.status === 204 ? null : answer.json();
}
async function faults() {
  const known = steers && (await json('faults'));
  if (known) drawFaults(known.faults);
}
async function refresh() {
  try {
    const [feeds, accounts] = await Promise.all([
      Promise.all(data.platforms.map((p) => json('feed?limit=40&platform=' + p))), steers ? json('accounts') : null, faults()]);
    draw(feeds.flatMap((feed) => feed.items));
    if (accounts) drawAccounts(accounts.accounts);
    document.getElementById('state').textContent = '';
  } catch { document.getElementById('state').textContent = w.lost; }
  setTimeout(refresh, 2000);
}
who.addEventListener('change', drawOperations);
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const [platform, account] = who.value.split(':');
  const body = {platform, operation: form.elements.operation.value, fault: form.elements.fault.value, times: Number(form.elements.times.value)};
  if (account) body.account = account;
  await json('faults', {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify(body)});
  await faults();
});
document.getElementById('clear').addEventListener('click', async () => {
  await json('faults', {method: 'DELETE'});
  await faults();
});
refresh();
`;
