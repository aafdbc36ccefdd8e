"""The search for candidates among claims that lie on disk, as tasks that any engine can run.

Between the tasks stand files in one folder, each cut into sections by what the next task is about:
keys by partition, pairs by range of claims. Every task can be done again and writes the same.
"""
