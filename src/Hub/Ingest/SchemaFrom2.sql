-- Makes a database of schema 2 one of schema 3; what it holds stays. Older events had no exclusions.

ALTER TABLE crossing ADD COLUMN excluded TEXT NOT NULL DEFAULT '';
ALTER TABLE door_total ADD COLUMN staff_in INTEGER NOT NULL DEFAULT 0;
ALTER TABLE door_total ADD COLUMN staff_out INTEGER NOT NULL DEFAULT 0;
ALTER TABLE door_total ADD COLUMN closed_in INTEGER NOT NULL DEFAULT 0;
ALTER TABLE door_total ADD COLUMN closed_out INTEGER NOT NULL DEFAULT 0;
ALTER TABLE door_total ADD COLUMN passages INTEGER NOT NULL DEFAULT 0;
