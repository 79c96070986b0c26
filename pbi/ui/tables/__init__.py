"""Tables, tiles and lists that several pages share."""
