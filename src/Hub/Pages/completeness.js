// Shows every gateway's account. Everything from the hub goes into the page as text, never as HTML.
'use strict';

const REFRESH_MS = 3000;
const RANGES_SHOWN = 3;
const DAYS_SHOWN = 3;      // Days without trouble; the rest opens on demand.
const WORDS = { complete: 'Complete', 'on-the-way': 'On the way', lost: 'Lost', missing: 'Missing' };
const ORDER = ['missing', 'lost', 'on-the-way', 'complete'];

const at = id => document.getElementById(id);
const [list, empty, link, linkText, answer] = ['gateways', 'empty', 'link', 'link-text', 'answer'].map(at);
const filters = ['from', 'to', 'store', 'gateway'].map(at);
const opened = new Set();  // Gateways whose older days are open: a refresh leaves them so.
let timer = 0;

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined && text !== null) made.textContent = text;
  return made;
}

const number = value => value.toLocaleString();
const events = value => value === 1 ? '1 event' : `${number(value)} events`;
const sum = reasons => Object.values(reasons).reduce((all, one) => all + one, 0);
const reasons = counts => Object.keys(counts).length === 1 ? Object.keys(counts)[0]
  : Object.entries(counts).map(([reason, count]) => `${number(count)} ${reason}`).join(', ');
const clockTime = text => new Date(text).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });

function duration(seconds) {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return seconds < 172800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86400)} days`;
}

const ago = (text, now) => text ? `${duration(Math.max(0, (new Date(now) - new Date(text)) / 1000))} ago` : 'never';

function ranges(all) {
  const texts = all.slice(0, RANGES_SHOWN).map(range => range.first === range.last ? `${range.first}` : `${range.first}–${range.last}`);
  return texts.join(', ') + (all.length > RANGES_SHOWN ? ' …' : '');
}

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
      if (cell.note) made.append(' ', element('small', '', cell.note));
      line.append(made);
    });
  }
  const scroll = element('div', 'scroll');
  scroll.append(made);
  return scroll;
}

const count = (value, mark, note) => value === 0 ? { text: '0', mark: 'nil' } : { text: number(value), mark, note };

function clock(day) {
  if (day.clock.wrong > 0) return { text: `${number(day.clock.wrong)} not right`, mark: 'warn' };
  if (day.clock.estimated > 0) return { text: `${number(day.clock.estimated)} estimated`, mark: 'warn' };
  return day.clock.worst ? 'synchronised' : '–';
}

const days = all => table(['Day', 'Verdict', 'Produced', 'Stored', 'Missing', 'Lost', 'Dropped', 'Quarantined', 'Repeats', 'Clock'],
  all.map(day => [day.day, { text: WORDS[day.verdict], mark: `verdict-${day.verdict}` }, number(day.produced), number(day.stored),
    count(day.missing, day.verdict === 'missing' ? 'bad' : 'warn', ranges(day.missingRanges)), count(sum(day.lost), 'bad', reasons(day.lost)),
    count(sum(day.dropped), 'warn', reasons(day.dropped)), count(day.quarantined, 'warn'), count(day.repeats, ''), clock(day)]));

function askedText(epoch) {
  const asked = epoch.asked;
  const what = `Asked again ${clockTime(asked.at)}: ${number(asked.came)} of ${number(asked.numbers)} came`;
  const gone = asked.gone > 0 ? `, ${number(asked.gone)} gone for good` : '';
  const silent = asked.answeredAt ? '' : ', no answer yet';
  return `${what}${gone}${silent}${asked.problem ? ` (the gateway: ${asked.problem})` : ''}.`;
}

function lines(gateway, now) {
  const online = gateway.online === null ? 'Link unknown' : gateway.online ? 'Online' : 'Offline';
  const texts = [`${online}, heard ${ago(gateway.lastSeen, now)}.`];
  if (gateway.waiting) texts.push(`${events(gateway.waiting)} wait there, the oldest ${duration(gateway.oldestSeconds)} old at its last report.`);
  if (gateway.clock === 'estimated') texts.push('Its clock is not synchronised.');
  if (gateway.unreadable > 0) texts.push(`In the quarantine because it could not be read: ${events(gateway.unreadable)}.`);
  return texts.concat(gateway.epochs.filter(epoch => epoch.asked).map(askedText));
}

function outboxes(gateway) {
  return table(['Outbox', 'Produced', 'Stored', 'Missing', 'Lost', 'Dropped', 'Complete to', 'Repeats'],
    gateway.epochs.map(epoch => [epoch.epoch.slice(0, 8) + (epoch.current ? '' : ' (given up)'), number(epoch.produced), number(epoch.stored),
      count(epoch.missing, 'bad', ranges(epoch.missingRanges)), count(sum(epoch.lost), 'bad', reasons(epoch.lost)),
      count(sum(epoch.dropped), 'warn', reasons(epoch.dropped)), number(epoch.completeTo), count(epoch.repeats, '')]));
}

function draw(gateway, now) {
  const item = element('li', 'gateway');
  item.dataset.verdict = gateway.verdict;
  const key = `${gateway.store}/${gateway.gateway}`;
  const top = element('div', 'top');
  const verdict = element('span', 'verdict', WORDS[gateway.verdict]);
  verdict.dataset.verdict = gateway.verdict;
  top.append(element('h2', '', `${gateway.store} / ${gateway.gateway}`), verdict, element('b', 'sentence', gateway.sentence));
  item.append(top, element('p', 'quiet', lines(gateway, now).join(' ')));
  if (gateway.days.length > 0) {
    const newest = [...gateway.days].reverse();
    const shown = newest.filter((day, index) => index < DAYS_SHOWN || day.verdict !== 'complete');
    const rest = newest.filter(day => !shown.includes(day));
    item.append(days(shown));
    const more = element('details');
    more.open = opened.has(key);
    more.addEventListener('toggle', () => more.open ? opened.add(key) : opened.delete(key));
    more.append(element('summary', '', rest.length > 0 ? `${rest.length} more complete days, and the account of each outbox` : 'The account of each outbox'));
    if (rest.length > 0) more.append(days(rest));
    more.append(outboxes(gateway));
    item.append(more);
  }
  return item;
}

function summarise(report) {
  const verdicts = report.verdicts;
  const all = sum(verdicts);
  const worst = ORDER.find(verdict => verdicts[verdict] > 0) ?? 'complete';
  const are = value => value === 1 ? '1 gateway' : `${value} gateways`;
  answer.hidden = all === 0;
  answer.dataset.verdict = worst;
  at('answer-text').textContent = {
    complete: `Nothing is missing at ${all === 1 ? 'the gateway' : `all ${all} gateways`}.`,
    'on-the-way': `Nothing is lost; ${are(verdicts['on-the-way'])} still ${verdicts['on-the-way'] === 1 ? 'holds' : 'hold'} events that are on their way.`,
    lost: `${are(verdicts.lost)} lost events for good.`,
    missing: `Events are missing at ${are(verdicts.missing)}.`,
  }[worst];
  at('answer-counts').replaceChildren(...ORDER.filter(verdict => verdicts[verdict] > 0).map(verdict => {
    const chip = element('li', '', `${verdicts[verdict]} ${WORDS[verdict].toLowerCase()}`);
    chip.dataset.verdict = verdict;
    return chip;
  }));
  at('more').hidden = report.next === null;
}

function query() {
  return filters.filter(input => input.value.trim() !== '').map(input => `${input.id}=${encodeURIComponent(input.value.trim())}`).join('&');
}

async function refresh() {
  clearTimeout(timer);
  const asked = query();
  at('csv').href = `v1/completeness.csv${asked ? `?${asked}` : ''}`;
  try {
    const said = await fetch(`v1/completeness${asked ? `?${asked}` : ''}`);
    if (said.status === 401) location.assign('login');
    if (said.status === 400) throw new Error((await said.json()).problem);
    if (!said.ok) throw new Error(`The hub answered ${said.status}`);
    const report = await said.json();
    if (asked === query()) {
      // The worst first: what needs somebody is on top whatever its name is.
      const sorted = [...report.gateways].sort((one, other) => ORDER.indexOf(one.verdict) - ORDER.indexOf(other.verdict));
      list.replaceChildren(...sorted.map(gateway => draw(gateway, report.at)));
      empty.hidden = report.gateways.length > 0;
      summarise(report);
    }
    link.dataset.state = 'live';
    linkText.textContent = 'Live';
  } catch (problem) {
    link.dataset.state = 'lost';
    linkText.textContent = problem instanceof TypeError ? 'Connection lost, trying again…' : problem.message;
  }
  clearTimeout(timer);
  timer = setTimeout(refresh, REFRESH_MS);
}

for (const input of filters) input.addEventListener('change', refresh);
refresh();
