"""What a page knows of its reader: the address, the store, who it is; and what was asked, kept."""
