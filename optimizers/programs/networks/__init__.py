"""A network's training as a program: the same data, first weights, batches and rule, in each library's own manner."""
