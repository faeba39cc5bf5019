"""What the reader sees: the backend, the player, the controls and the pages."""
