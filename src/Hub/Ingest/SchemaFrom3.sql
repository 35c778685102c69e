-- Makes a database of schema 3 one of schema 4; what it holds stays.

ALTER TABLE visit ADD COLUMN elsewhere INTEGER;

CREATE TABLE heard (
  visit INTEGER NOT NULL REFERENCES visit (id),
  time INTEGER NOT NULL,
  dbm REAL,
  PRIMARY KEY (visit, time)
) STRICT, WITHOUT ROWID;
CREATE INDEX heard_time ON heard (time);
