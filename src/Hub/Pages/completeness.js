// Shows every gateway's account. Everything from the hub goes into the page as text, never as HTML.
'use strict';

const REFRESH_MS = 3000;
const RANGES_SHOWN = 5;

const list = document.getElementById('gateways');
const empty = document.getElementById('empty');
const link = document.getElementById('link');
const linkText = document.getElementById('link-text');

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined && text !== null) made.textContent = text;
  return made;
}

const number = value => value.toLocaleString();

function ago(text, now) {
  if (!text) return 'never';
  const seconds = Math.max(0, Math.round((new Date(now) - new Date(text)) / 1000));
  if (seconds < 90) return `${seconds} s ago`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min ago`;
  return seconds < 172800 ? `${Math.round(seconds / 3600)} h ago` : `${Math.round(seconds / 86400)} days ago`;
}

function table(caption, head, rows) {
  const made = element('table');
  made.append(element('caption', '', caption));
  const headRow = made.createTHead().insertRow();
  for (const text of head) {
    const cell = element('th', '', text);
    cell.scope = 'col';
    headRow.append(cell);
  }
  const body = made.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    row.forEach((text, column) => {
      const isBad = head[column] === 'Missing' && text !== '0';
      line.append(element('td', isBad ? 'bad' : '', text));
    });
  }
  const scroll = element('div', 'scroll');
  scroll.append(made);
  return scroll;
}

function dropped(epoch) {
  const reasons = Object.entries(epoch.dropped).filter(([, value]) => value > 0);
  return reasons.length === 0 ? '0' : reasons.map(([reason, value]) => `${number(value)} (${reason})`).join(', ');
}

function ranges(epoch) {
  const texts = epoch.missingRanges.slice(0, RANGES_SHOWN).map(range => range.first === range.last ? `${range.first}` : `${range.first}–${range.last}`);
  return texts.join(', ') + (epoch.missingRanges.length > RANGES_SHOWN ? ' …' : '');
}

function draw(gateway, now) {
  const item = element('li', 'gateway');
  const top = element('div', 'top');
  const verdict = element('span', 'verdict', { complete: 'Complete', 'on-the-way': 'On the way', missing: 'Missing' }[gateway.verdict]);
  verdict.dataset.verdict = gateway.verdict;
  const online = gateway.online === null ? 'link unknown' : gateway.online ? 'online' : 'offline';
  const clock = gateway.clock === 'estimated' ? ', clock estimated' : '';
  const waits = gateway.waiting ? `, ${number(gateway.waiting)} wait there, the oldest ${Math.round(gateway.oldestSeconds)} s` : '';
  const unreadable = gateway.unreadable > 0 ? `, ${number(gateway.unreadable)} unreadable messages` : '';
  top.append(element('h2', '', `${gateway.store} / ${gateway.gateway}`), verdict,
    element('span', 'quiet', `${online}, heard ${ago(gateway.lastSeen, now)}${clock}${waits}${unreadable}`));
  item.append(top);
  if (gateway.epochs.length > 0) {
    item.append(table('Since its outbox began', ['Outbox', 'Produced', 'Stored', 'Missing', 'Which', 'Dropped', 'Quarantined', 'Repeats'],
      gateway.epochs.map(epoch => [epoch.epoch.slice(0, 8) + (epoch.current ? '' : ' (given up)'), number(epoch.produced), number(epoch.stored),
        number(epoch.missing), ranges(epoch), dropped(epoch), number(epoch.quarantined), number(epoch.repeats)])));
    const days = gateway.epochs.flatMap(epoch => epoch.days).slice(-7).reverse();
    item.append(table('Per day (UTC)', ['Day', 'Produced', 'Stored', 'Missing', 'Dropped', 'Quarantined'],
      days.map(day => [day.day, number(day.produced), number(day.stored), number(day.missing), number(day.dropped), number(day.quarantined)])));
  }
  return item;
}

async function refresh() {
  try {
    const answer = await fetch('v1/completeness');
    if (!answer.ok) throw new Error(`the hub answered ${answer.status}`);
    const report = await answer.json();
    list.replaceChildren(...report.gateways.map(gateway => draw(gateway, report.at)));
    empty.hidden = report.gateways.length > 0;
    link.dataset.state = 'live';
    linkText.textContent = 'Live';
  } catch {
    link.dataset.state = 'lost';
    linkText.textContent = 'Connection lost, trying again…';
  }
  setTimeout(refresh, REFRESH_MS);
}

refresh();
