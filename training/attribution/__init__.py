"""The learned attribution model: a tagger over the pipeline's vectors and parse.

It is taught by hand-annotated news and by a larger network, which is never shipped.
"""
