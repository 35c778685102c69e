-- Times are microseconds since 1970 (UTC). An event, its number in the ledger and what is derived from it change in one transaction.

CREATE TABLE gateway (
  id INTEGER PRIMARY KEY,
  store TEXT NOT NULL,
  name TEXT NOT NULL,
  last_seen INTEGER NOT NULL DEFAULT 0,
  clock TEXT NOT NULL DEFAULT '',
  unreadable INTEGER NOT NULL DEFAULT 0,
  current_epoch TEXT NOT NULL DEFAULT '',
  online INTEGER,                       -- NULL until a birth or a will was seen
  link_changed INTEGER NOT NULL DEFAULT 0,
  version TEXT NOT NULL DEFAULT '',
  health BLOB,                          -- the last report as it came
  health_received INTEGER NOT NULL DEFAULT 0,
  UNIQUE (store, name)
) STRICT;

CREATE TABLE epoch (
  id INTEGER PRIMARY KEY,
  gateway INTEGER NOT NULL REFERENCES gateway (id),
  epoch TEXT NOT NULL,
  produced INTEGER NOT NULL DEFAULT 0,  -- highest number the gateway is known to have given
  repeats INTEGER NOT NULL DEFAULT 0,
  UNIQUE (gateway, epoch)
) STRICT;

-- id is the order of arrival at the hub: a page resumes its stream by it.
CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  epoch INTEGER NOT NULL REFERENCES epoch (id),
  sequence INTEGER NOT NULL,
  type TEXT NOT NULL,
  time INTEGER NOT NULL,                -- as it is shown: of receipt, when the gateway's clock could not be right
  received INTEGER NOT NULL,
  json BLOB NOT NULL,                   -- the gateway's bytes; after the time for pseudonyms without the identifier
  UNIQUE (epoch, sequence)
) STRICT;

-- kind: 'stored', 'quarantined', 'dropped:' or 'lost:' and the gateway's reason. One row per gap-free range.
CREATE TABLE settled (
  epoch INTEGER NOT NULL REFERENCES epoch (id),
  kind TEXT NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (epoch, kind, first)
) STRICT, WITHOUT ROWID;

CREATE TABLE day (
  epoch INTEGER NOT NULL REFERENCES epoch (id),
  day INTEGER NOT NULL,                 -- days since 1970, UTC, by the event's time as it is shown
  stored INTEGER NOT NULL,
  last INTEGER NOT NULL,                -- highest sequence number of that day
  repeats INTEGER NOT NULL DEFAULT 0,
  estimated INTEGER NOT NULL DEFAULT 0, -- stored with a time that was an estimate
  wrong INTEGER NOT NULL DEFAULT 0,     -- stored with a time that could not be: it counts on the day of receipt
  PRIMARY KEY (epoch, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine (
  id INTEGER PRIMARY KEY,
  gateway INTEGER REFERENCES gateway (id),
  topic TEXT NOT NULL,
  received INTEGER NOT NULL,
  reason TEXT NOT NULL,
  bytes BLOB NOT NULL,
  pseudonym INTEGER NOT NULL DEFAULT 0  -- 1 while the bytes may hold one
) STRICT;
CREATE INDEX quarantine_pseudonym ON quarantine (received) WHERE pseudonym = 1;

CREATE TABLE visit (
  id INTEGER PRIMARY KEY,
  gateway INTEGER NOT NULL REFERENCES gateway (id),
  visit TEXT NOT NULL,
  changed INTEGER NOT NULL,             -- event.id of the last event that changed it
  sequence INTEGER NOT NULL,            -- of the event that says where the visitor is now
  state TEXT NOT NULL,
  zone TEXT NOT NULL,
  arrived INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  dwell_seconds REAL,
  confidence REAL NOT NULL,
  evidence TEXT NOT NULL,
  clock TEXT NOT NULL DEFAULT 'synchronised', -- of the event that began the row: 'synchronised', 'estimated' or 'wrong'
  elsewhere INTEGER,                    -- the visit of another gateway that hears this visitor best; NULL: this one does
  UNIQUE (gateway, visit)
) STRICT;
CREATE INDEX visit_changed ON visit (changed);
CREATE INDEX visit_arrived ON visit (arrived);

CREATE TABLE visit_identifier (
  visit INTEGER NOT NULL REFERENCES visit (id),
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  programme TEXT NOT NULL,
  source TEXT NOT NULL,                 -- 'beacon', 'tap' or 'code'
  PRIMARY KEY (visit, kind, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_identifier_value ON visit_identifier (kind, value);

-- The latest words of gateways that share a store, while the visit lasts.
CREATE TABLE heard (
  visit INTEGER NOT NULL REFERENCES visit (id),
  time INTEGER NOT NULL,
  dbm REAL,                             -- NULL: not heard lately
  PRIMARY KEY (visit, time)
) STRICT, WITHOUT ROWID;
CREATE INDEX heard_time ON heard (time);

CREATE TABLE crossing (
  event INTEGER PRIMARY KEY REFERENCES event (id),
  gateway INTEGER NOT NULL REFERENCES gateway (id),
  door TEXT NOT NULL,
  time INTEGER NOT NULL,
  inward INTEGER NOT NULL,
  excluded TEXT NOT NULL DEFAULT ''     -- '' for a customer, 'staff' or 'closed'
) STRICT;
CREATE INDEX crossing_time ON crossing (time);

CREATE TABLE door_total (
  event INTEGER PRIMARY KEY REFERENCES event (id),
  gateway INTEGER NOT NULL REFERENCES gateway (id),
  door TEXT NOT NULL,
  starts INTEGER NOT NULL,
  ends INTEGER NOT NULL,
  inward INTEGER NOT NULL,
  outward INTEGER NOT NULL,
  u_turns INTEGER NOT NULL,
  blind_seconds REAL NOT NULL,
  staff_in INTEGER NOT NULL DEFAULT 0,  -- of inward, no customers; nobody is staff and closed
  staff_out INTEGER NOT NULL DEFAULT 0,
  closed_in INTEGER NOT NULL DEFAULT 0,
  closed_out INTEGER NOT NULL DEFAULT 0,
  passages INTEGER NOT NULL DEFAULT 0   -- by a sensor that cannot tell the direction; not in inward or outward
) STRICT;
CREATE INDEX door_total_ends ON door_total (ends);

-- Events that carry a pseudonym, until it is erased.
CREATE TABLE pseudonym (
  event INTEGER PRIMARY KEY REFERENCES event (id),
  time INTEGER NOT NULL                 -- as it is shown
) STRICT;
CREATE INDEX pseudonym_time ON pseudonym (time);

-- What was asked for again, the last time for each epoch, and what the gateway said.
CREATE TABLE asked (
  epoch INTEGER PRIMARY KEY REFERENCES epoch (id),
  attempts INTEGER NOT NULL,
  time INTEGER NOT NULL,
  ranges TEXT NOT NULL,                 -- first-last,first-last
  answered INTEGER NOT NULL DEFAULT 0,
  again INTEGER NOT NULL DEFAULT 0,
  gone INTEGER NOT NULL DEFAULT 0,
  problem TEXT NOT NULL DEFAULT ''
) STRICT;
