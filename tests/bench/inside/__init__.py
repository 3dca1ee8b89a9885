"""What runs inside the processes that are measured: with the bundle on the path and nothing else."""
