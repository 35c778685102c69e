-- Makes a database of schema 1 one of schema 2; what it holds stays.

ALTER TABLE day ADD COLUMN repeats INTEGER NOT NULL DEFAULT 0;
ALTER TABLE day ADD COLUMN estimated INTEGER NOT NULL DEFAULT 0;
ALTER TABLE day ADD COLUMN wrong INTEGER NOT NULL DEFAULT 0;
ALTER TABLE visit ADD COLUMN clock TEXT NOT NULL DEFAULT 'synchronised';
ALTER TABLE quarantine ADD COLUMN pseudonym INTEGER NOT NULL DEFAULT 0;
CREATE INDEX quarantine_pseudonym ON quarantine (received) WHERE pseudonym = 1;
UPDATE quarantine SET pseudonym = 1 WHERE instr(bytes, CAST('pseudonym' AS BLOB)) > 0;

CREATE TABLE pseudonym (
  event INTEGER PRIMARY KEY REFERENCES event (id),
  time INTEGER NOT NULL
) STRICT;
CREATE INDEX pseudonym_time ON pseudonym (time);
INSERT INTO pseudonym (event, time) SELECT id, time FROM event WHERE instr(json, CAST('"pseudonym"' AS BLOB)) > 0;

CREATE TABLE asked (
  epoch INTEGER PRIMARY KEY REFERENCES epoch (id),
  attempts INTEGER NOT NULL,
  time INTEGER NOT NULL,
  ranges TEXT NOT NULL,
  answered INTEGER NOT NULL DEFAULT 0,
  again INTEGER NOT NULL DEFAULT 0,
  gone INTEGER NOT NULL DEFAULT 0,
  problem TEXT NOT NULL DEFAULT ''
) STRICT;
