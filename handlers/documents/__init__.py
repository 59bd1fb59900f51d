"""Papers and pictures: what people hold in their hands, as bytes."""
