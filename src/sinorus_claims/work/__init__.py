"""How the tasks of a run are carried out, where its values lie meanwhile, and what is kept."""
