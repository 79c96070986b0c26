-- With the hash of its facts an entry says all that its line of the journal says, so that each can be made from the other.

ALTER TABLE entry ADD COLUMN facts VARCHAR;   -- the SHA-256 that names them; NULL where the line brought none
