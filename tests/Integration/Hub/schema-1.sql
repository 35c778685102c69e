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
  time INTEGER NOT NULL,
  received INTEGER NOT NULL,
  json BLOB NOT NULL,                   -- the gateway's bytes, unchanged
  UNIQUE (epoch, sequence)
) STRICT;

-- kind: 'stored', 'quarantined' or 'dropped:' and the gateway's reason. One row per gap-free range.
CREATE TABLE settled (
  epoch INTEGER NOT NULL REFERENCES epoch (id),
  kind TEXT NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (epoch, kind, first)
) STRICT, WITHOUT ROWID;

CREATE TABLE day (
  epoch INTEGER NOT NULL REFERENCES epoch (id),
  day INTEGER NOT NULL,                 -- days since 1970, UTC, by the event's time
  stored INTEGER NOT NULL,
  last INTEGER NOT NULL,                -- highest sequence number of that day
  PRIMARY KEY (epoch, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine (
  id INTEGER PRIMARY KEY,
  gateway INTEGER REFERENCES gateway (id),
  topic TEXT NOT NULL,
  received INTEGER NOT NULL,
  reason TEXT NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

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

CREATE TABLE crossing (
  event INTEGER PRIMARY KEY REFERENCES event (id),
  gateway INTEGER NOT NULL REFERENCES gateway (id),
  door TEXT NOT NULL,
  time INTEGER NOT NULL,
  inward INTEGER NOT NULL
) STRICT;
CREATE INDEX crossing_door ON crossing (gateway, door, time);
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
  blind_seconds REAL NOT NULL
) STRICT;
CREATE INDEX door_total_ends ON door_total (ends);
