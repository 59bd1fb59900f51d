"""Papers and pictures, as bytes."""
