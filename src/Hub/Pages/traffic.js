// Shows every door's day. Everything from the hub goes into the page as text, never as HTML.
'use strict';

const REFRESH_MS = 5000;
const STEP_MINUTES = 60;

const at = id => document.getElementById(id);
const [list, empty, link, linkText, answer] = ['doors', 'empty', 'link', 'link-text', 'answer'].map(at);
const filters = ['day', 'store'].map(at);
const opened = new Set();  // Doors whose hours are open: a refresh leaves them so.
let timer = 0;

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined && text !== null) made.textContent = text;
  return made;
}

const number = value => value.toLocaleString();
const clockTime = text => new Date(text).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
const count = (value, mark = '') => value === 0 ? { text: '0', mark: 'nil' } : { text: number(value), mark };
const people = value => value === 1 ? '1 customer' : `${number(value)} customers`;

function table(head, rows) {
  const made = element('table');
  const headRow = made.createTHead().insertRow();
  for (const text of head) {
    const cell = element('th', '', text);
    cell.scope = 'col';
    headRow.append(cell);
  }
  const body = made.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    row.forEach((cell, column) => {
      const made = element('td', cell.mark ?? '', cell.text ?? cell);
      made.dataset.label = head[column];
      line.append(made);
    });
  }
  const scroll = element('div', 'scroll');
  scroll.append(made);
  return scroll;
}

const sums = door => table(['Direction', '', 'Customers', 'Everybody', 'Staff', 'Closed hours'], [
  ['In', '', number(door.customersIn), number(door.in), count(door.staffIn), count(door.closedIn)],
  ['Out', '', number(door.customersOut), number(door.out), count(door.staffOut), count(door.closedOut)],
]);

const hours = door => table(['Hour', '', 'Customers in', 'Customers out', 'Staff in', 'Staff out', 'Closed in', 'Closed out'],
  door.steps.map(step => [clockTime(step.start), '', number(step.customersIn), number(step.customersOut),
    count(step.staffIn), count(step.staffOut), count(step.closedIn), count(step.closedOut)]));

function said(door) {
  const texts = [`Turned back: ${number(door.uTurns)}.`, `Passages without a direction: ${number(door.passages)}.`];
  if (door.blindSeconds > 0) texts.push(`Blind for ${Math.ceil(door.blindSeconds / 60)} min.`);
  const differ = door.control.filter(one => !one.agrees).length;
  if (differ > 0) texts.push(`${differ} of ${door.control.length} intervals do not add up with the stored crossings.`);
  return texts.join(' ');
}

function draw(door) {
  const item = element('li', 'gateway');
  const key = `${door.store}/${door.gateway}/${door.door}`;
  const top = element('div', 'top');
  top.append(element('h2', '', `${door.store} / ${door.door}`), element('b', 'sentence', `${people(door.customersIn)} came in`));
  item.append(top, sums(door), element('p', 'quiet', said(door)));
  if (door.steps.length > 0) {
    const more = element('details');
    more.open = opened.has(key);
    more.addEventListener('toggle', () => more.open ? opened.add(key) : opened.delete(key));
    more.append(element('summary', '', 'Hour by hour'), hours(door));
    item.append(more);
  }
  return item;
}

function query() {
  // The browser's day: midnight to midnight where it stands, also when that has 23 or 25 hours.
  const from = new Date(`${at('day').value}T00:00:00`);
  const to = new Date(from);
  to.setDate(to.getDate() + 1);
  const store = at('store').value.trim();
  return `from=${from.toISOString()}&to=${to.toISOString()}&step=${STEP_MINUTES}${store ? `&store=${encodeURIComponent(store)}` : ''}`;
}

async function refresh() {
  clearTimeout(timer);
  try {
    const asked = query();
    at('csv').href = `v1/traffic.csv?${asked}`;
    const answered = await fetch(`v1/traffic?${asked}`);
    if (answered.status === 401) location.assign('login');
    if (answered.status === 400) throw new Error((await answered.json()).problem);
    if (!answered.ok) throw new Error(`The hub answered ${answered.status}`);
    const report = await answered.json();
    if (asked === query()) {
      list.replaceChildren(...report.doors.map(draw));
      empty.hidden = report.doors.length > 0;
      answer.hidden = report.doors.length === 0;
      answer.dataset.verdict = report.agreement === null || report.agreement === 1 ? 'complete' : 'on-the-way';
      const customers = report.doors.reduce((all, door) => all + door.customersIn, 0);
      at('answer-text').textContent = `${people(customers)} came in${report.doors.length > 1 ? ` by ${report.doors.length} doors` : ''}.`;
    }
    link.dataset.state = 'live';
    linkText.textContent = 'Live';
  } catch (problem) {
    link.dataset.state = 'lost';
    linkText.textContent = problem instanceof TypeError ? 'Connection lost, trying again…' : problem instanceof RangeError ? 'Choose a day.' : problem.message;
  }
  clearTimeout(timer);
  timer = setTimeout(refresh, REFRESH_MS);
}

const now = new Date();
at('day').value = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
for (const input of filters) input.addEventListener('change', refresh);
refresh();
