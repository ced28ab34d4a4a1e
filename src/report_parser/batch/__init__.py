"""Many documents on one machine: watched worker processes, a manifest that makes a run resumable, outputs written whole."""
