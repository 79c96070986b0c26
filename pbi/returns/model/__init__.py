"""What is handed from room to room: candidates with their cells, what was agreed, and how a file is to be taken."""
