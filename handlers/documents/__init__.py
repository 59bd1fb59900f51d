"""Papers people hold in their hands, as bytes."""
