"""Issues from the field and proposals: their creation, transitions, reporters, photos, drafts and who hears of them."""
