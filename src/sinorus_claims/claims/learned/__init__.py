"""The learned attribution model: which words attribute, what they attribute, and to whom.

windows (paragraphs of a text) → inputs (padded arrays) → network (scores) → decode (attributions).
"""
