"""Speed and memory, measured against limits measured in the same run."""
