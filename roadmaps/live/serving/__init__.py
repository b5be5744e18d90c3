"""What a process does for those who write at once: sockets, news, keeping what is sent, and seeing to their rights."""
