// The peer of ble-decode: reads hex lines on stdin, decodes them over and over for the given seconds, prints one line of JSON.
const fs = require('fs');
const advlib = require('advlib-ble');
const libraries = [require('advlib-ble-services'), require('advlib-ble-manufacturers')];
const options = { isPayloadOnly: true };

// Bytes, not text: converting hex is no part of decoding, and a radio delivers bytes.
const lines = fs.readFileSync(0, 'ascii').trim().split('\n').map(line => line.split(' '));
const advertisements = lines.map(([, hex]) => Buffer.from(hex, 'hex'));

// A kind is known when more than the structures came out of it.
const telling = ['deviceIds', 'encrypted', 'temperature', 'batteryVoltage', 'batteryPercentage'];
const known = new Set();
lines.forEach(([kind], i) => {
  const told = advlib.process(advertisements[i], libraries, options) || {};
  if (telling.some(name => name in told) || !String(told.uri).includes('sniffypedia')) known.add(kind);
});

// Per second of processor time, as the other side measures itself.
function run(seconds) {
  const end = process.hrtime.bigint() + BigInt(Math.round(seconds * 1e9));
  const begin = process.cpuUsage();
  let count = 0;
  let kept = 0;
  while (process.hrtime.bigint() < end) {
    for (let i = 0; i < advertisements.length; i++) {
      kept += advlib.process(advertisements[i], libraries, options) === null ? 0 : 1;
    }
    count += advertisements.length;
  }
  if (kept === 0) throw new Error('nothing was decoded');
  const busy = process.cpuUsage(begin);
  return count / ((busy.user + busy.system) / 1e6);
}

run(0.5);
console.log(JSON.stringify({ perSecond: run(Number(process.argv[2])), known: [...known].sort() }));
