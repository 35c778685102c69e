// Shows arrival cards as they happen. Everything from the hub goes into the page as text, never as HTML.
'use strict';

const CARDS_MAX = 300;      // As many the hub sends again when the customers have changed (ArrivalStream.PageCards).

const list = document.getElementById('cards');
const empty = document.getElementById('empty');
const link = document.getElementById('link');
const linkText = document.getElementById('link-text');
const storeSelect = document.getElementById('store');
const knownOnly = document.getElementById('known');
const hereOnly = document.getElementById('here');
const count = document.getElementById('count');
const spoken = document.getElementById('spoken');

const cards = new Map();   // store/gateway/visit -> the newest card
const shown = new Map();   // the same -> its element
const stores = new Set();
let source = null;
let live = false;          // The first cards are history: they are not announced.

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined && text !== null) made.textContent = text;
  return made;
}

function time(text) {
  return new Date(text).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}

function day(text) {
  return new Date(text).toLocaleDateString([], { day: 'numeric', month: 'short', year: 'numeric' });
}

function dwell(seconds) {
  if (seconds < 60) return 'under a minute';
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function age(days) {
  if (days === null || days === undefined) return 'age unknown';
  if (days === 0) return 'less than a day old';   // Elapsed days: yesterday evening is not today.
  if (days === 1) return 'a day old';
  if (days < 60) return `${days} days old`;
  return days < 730 ? `${Math.round(days / 30.4)} months old` : `${Math.floor(days / 365)} years old`;
}

// The hub cannot know the store's day: the browser in the store does.
function because(step) {
  return step.lastVisit === null ? step.reason : `${step.reason} (last visit: ${day(step.lastVisit)})`;
}

function badge(card) {
  if (card.state === 'left') return card.dwellSeconds === null ? 'Left' : `Left after ${dwell(card.dwellSeconds)}`;
  return card.state === 'moved' ? `Now in ${card.zone}` : 'Just arrived';
}

function chips(card) {
  const texts = [];
  if (card.clerk) texts.push(`Clerk: ${card.clerk}`);
  if (card.tone) texts.push(`Tone: ${card.tone}`);
  if (card.history.visitsBefore > 0) texts.push(card.history.visitsBefore === 1 ? '1 visit before' : `${card.history.visitsBefore} visits before`);
  else if (card.customer && card.matchedBy.rule !== 'pseudonym') texts.push('First visit');
  return texts;
}

function evidenceText(one) {
  const how = { beacon: 'Beacon heard by', door: 'Door', tap: 'Tap on', code: 'Code at' }[one.kind] ?? one.kind;
  const rssi = one.rssiDbm === null || one.rssiDbm === undefined ? '' : `, ${Math.round(one.rssiDbm)} dBm`;
  return `${how} ${one.sensor}, ${Math.round(one.confidence * 100)} %${rssi}`;
}

function besideText(one) {
  const until = one.state === 'left' ? `, until ${time(one.seen)}` : one.isHere ? ', now' : '';
  return `${one.gateway}: ${one.zone}, since ${time(one.at)}${until} (${one.because})`;
}

function fill(item, card) {
  item.dataset.state = card.state;
  item.dataset.known = String(card.customer !== null);
  item.dataset.visit = card.visit;
  const top = element('div', 'top');
  top.append(element('h2', '', card.title), element('span', 'badge', badge(card)));
  const where = element('p', 'where', `${card.store} · ${card.zone} · ${time(card.at)}`);
  if (card.clock === 'wrong') where.append(' ', element('span', 'clock', 'clock not yet right: time of receipt'));
  const parts = [top, where];
  if (card.state !== 'left') {
    const step = element('div', 'step');
    step.append(element('b', '', card.nextStep.action), element('span', '', `because: ${because(card.nextStep)}`));
    parts.push(step);
  }
  const chipTexts = chips(card);
  if (chipTexts.length > 0) {
    const row = element('ul', 'chips');
    row.append(...chipTexts.map(text => element('li', '', text)));
    parts.push(row);
  }
  if (card.facts.length > 0) {
    const facts = element('ul', 'facts');
    for (const fact of card.facts) {
      const line = element('li');
      line.append(element('span', '', fact.text), ' ', element('small', '', `${fact.reason}, ${age(fact.ageDays)}`));
      facts.append(line);
    }
    parts.push(facts);
  }
  parts.push(why(item, card));
  item.replaceChildren(...parts);
}

function why(item, card) {
  const details = element('details');
  details.open = item.querySelector('details')?.open ?? false;
  details.append(element('summary', '', `Why? ${Math.round(card.confidence * 100)} % sure of the visit`));
  details.append(element('p', '', `Who: ${card.matchedBy.explanation}.`));
  const evidence = element('ul');
  evidence.append(...card.evidence.map(one => element('li', '', evidenceText(one))));
  evidence.append(...card.history.previous.map(one =>
    element('li', '', `Earlier: ${one.store}, ${day(one.at)}${one.dwellSeconds === null ? '' : `, ${dwell(one.dwellSeconds)}`}`)));
  details.append(evidence);
  if (card.beside.length > 0) {
    const beside = element('ul', 'beside');
    beside.append(...card.beside.map(one => element('li', '', besideText(one))));
    details.append(element('p', '', 'The same customer at the same time, on this card:'), beside);
  }
  return details;
}

function wanted(card) {
  return (!knownOnly.checked || card.customer !== null) && (!hereOnly.checked || card.state !== 'left')
    && (storeSelect.value === '' || card.store === storeSelect.value);
}

function place(key) {
  const card = cards.get(key);
  let item = shown.get(key);
  if (!wanted(card)) {
    item?.remove();
    shown.delete(key);
    return;
  }
  const isNew = item === undefined;
  item ??= element('li', 'card');
  fill(item, card);
  if (isNew) {
    item.classList.toggle('fresh', live);
    item.dataset.at = card.at;
    shown.set(key, item);
    // The latest arrival first; a card keeps its place when it changes, so that nobody loses the one being read.
    const after = [...list.children].find(other => other.dataset.at < card.at);
    list.insertBefore(item, after ?? null);
  }
}

function summarise() {
  empty.hidden = shown.size > 0;
  count.textContent = shown.size === 0 ? '' : shown.size === 1 ? '1 visitor' : `${shown.size} visitors`;
  if (cards.size > 0) {
    empty.querySelector('h2').textContent = 'Nobody to show';
    empty.querySelector('p').textContent = 'No visitor fits what is chosen above. Cards appear here by themselves.';
  }
}

function noteStore(store) {
  if (stores.has(store)) return;
  stores.add(store);
  const option = element('option', '', store);
  option.value = store;
  const after = [...storeSelect.options].slice(1).find(other => other.value > store);
  storeSelect.insertBefore(option, after ?? null);
}

function drop(key) {
  cards.delete(key);
  shown.get(key)?.remove();
  shown.delete(key);
}

function receive(card) {
  const key = `${card.store}/${card.gateway}/${card.visit}`;
  let before = cards.get(key);
  if (before !== undefined && before.version > card.version) return;
  for (const one of card.beside) {
    const other = `${card.store}/${one.gateway}/${one.visit}`;
    before ??= cards.get(other);
    drop(other);
  }
  cards.delete(key);
  cards.set(key, card);
  noteStore(card.store);
  place(key);
  if (live && before === undefined && wanted(card)) spoken.textContent = `${card.title}, ${card.store}, ${card.zone}: ${card.nextStep.action}`;
  for (const oldest of cards.keys()) {
    if (cards.size <= CARDS_MAX) break;
    drop(oldest);
  }
  summarise();
}

function state(name, text) {
  link.dataset.state = name;
  linkText.textContent = text;
}

// A stream does not say why it was refused. A session that has ended is no lost connection: without the token it never comes back.
async function reopen() {
  try {
    if ((await fetch('v1/arrivals?limit=1')).status === 401) {
      location.assign('login');
      return;
    }
  } catch {
    // The hub is away; the next try finds it.
  }
  setTimeout(connect, 5000);
}

function connect() {
  source?.close();
  live = false;
  // Of a large chain's cards the last few are another store's: a store's page asks for its own.
  source = new EventSource(`v1/arrivals/stream${storeSelect.value ? `?store=${encodeURIComponent(storeSelect.value)}` : ''}`);
  source.addEventListener('open', () => {
    state('live', 'Live');
    setTimeout(() => { live = true; }, 1000);
  });
  source.addEventListener('card', message => receive(JSON.parse(message.data)));
  source.addEventListener('error', () => {
    state('lost', 'Connection lost, trying again…');
    if (source.readyState === EventSource.CLOSED) reopen();
  });
}

function refilter() {
  for (const key of cards.keys()) place(key);
  summarise();
}

async function loadStores() {
  try {
    const answer = await fetch('v1/gateways');
    if (answer.ok) for (const gateway of await answer.json()) noteStore(gateway.store);
    refilter();
  } catch {
    // The list grows with the cards; the connection's state says that the hub is away.
  }
}

document.getElementById('filters').addEventListener('change', refilter);
storeSelect.addEventListener('change', connect);
document.getElementById('filters').addEventListener('submit', event => event.preventDefault());

// Known before the first card comes, also of a store of which the hub has not heard yet.
const wish = new URLSearchParams(location.search).get('store') ?? '';
if (/^[a-z0-9-]{1,64}$/.test(wish)) {
  noteStore(wish);
  storeSelect.value = wish;
}
loadStores();
connect();
