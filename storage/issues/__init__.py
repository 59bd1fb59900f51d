"""Issues from the field and proposals: their creation, transitions, reporters, photos, drafts and who hears of them.

What a meeting decides about an issue is in `storage/decisions/`.
"""
